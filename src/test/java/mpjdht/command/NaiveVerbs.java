package mpjdht.command;

import java.util.Map;

/** The words for verbs, and what each wants, once more. */
final class NaiveVerbs {
    static final Map<String, Verb> VERBS = Map.ofEntries(
            Map.entry("put", Verb.PUT),
            Map.entry("0", Verb.PUT),
            Map.entry("get", Verb.GET),
            Map.entry("1", Verb.GET),
            Map.entry("delete", Verb.DELETE),
            Map.entry("del", Verb.DELETE),
            Map.entry("add", Verb.ADD),
            Map.entry("2", Verb.ADD),
            Map.entry("remove", Verb.REMOVE),
            Map.entry("3", Verb.REMOVE),
            Map.entry("cas", Verb.CAS),
            Map.entry("incr", Verb.INCR),
            Map.entry("append", Verb.APPEND),
            Map.entry("keys", Verb.KEYS),
            Map.entry("explain", Verb.EXPLAIN),
            Map.entry("ring", Verb.RING),
            Map.entry("node", Verb.NODE),
            Map.entry("replicas", Verb.REPLICAS),
            Map.entry("leader", Verb.LEADER),
            Map.entry("flood", Verb.FLOOD),
            Map.entry("sync", Verb.SYNC),
            Map.entry("metrics", Verb.METRICS),
            Map.entry("crash", Verb.CRASH),
            Map.entry("recover", Verb.RECOVER),
            Map.entry("pause", Verb.PAUSE),
            Map.entry("delay", Verb.DELAY),
            Map.entry("partition", Verb.PARTITION),
            Map.entry("heal", Verb.HEAL),
            Map.entry("wait", Verb.WAIT),
            Map.entry("end", Verb.END),
            Map.entry("4", Verb.END));
    static final Map<Verb, String> USAGE = Map.ofEntries(
            Map.entry(Verb.PUT, " key value"),
            Map.entry(Verb.GET, " key"),
            Map.entry(Verb.DELETE, " key"),
            Map.entry(Verb.CAS, " key old new"),
            Map.entry(Verb.INCR, " key [by]"),
            Map.entry(Verb.APPEND, " key value"),
            Map.entry(Verb.KEYS, " alone"),
            Map.entry(Verb.ADD, " rank [id]"),
            Map.entry(Verb.REMOVE, " id"),
            Map.entry(Verb.EXPLAIN, " key"),
            Map.entry(Verb.RING, " alone"),
            Map.entry(Verb.NODE, " id"),
            Map.entry(Verb.REPLICAS, " key"),
            Map.entry(Verb.LEADER, " key"),
            Map.entry(Verb.FLOOD, " key [ttl]"),
            Map.entry(Verb.SYNC, " alone"),
            Map.entry(Verb.METRICS, " alone"),
            Map.entry(Verb.CRASH, " id, or CRASH RANK rank"),
            Map.entry(Verb.RECOVER, " id, or RECOVER RANK rank"),
            Map.entry(Verb.PAUSE, " id milliseconds, or PAUSE RANK rank milliseconds"),
            Map.entry(Verb.DELAY, " id milliseconds, or DELAY RANK rank milliseconds"),
            Map.entry(Verb.PARTITION, " rank,rank | rank,rank"),
            Map.entry(Verb.HEAL, " alone"),
            Map.entry(Verb.WAIT, " milliseconds"),
            Map.entry(Verb.END, " alone"));

    private NaiveVerbs() {}
}
