/**
 * What a rank counts while a job runs, and how that is told: figures, how requests fared, messages. Each rank counts for itself, by its one
 * thread and without a lock; others get a {@link mpjdht.metric.Snapshot}, which nobody changes.
 */
package mpjdht.metric;
