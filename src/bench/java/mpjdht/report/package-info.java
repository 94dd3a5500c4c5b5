/** What figures are shown with: charts and tables. Nothing here knows what is shown, or imports another package of this project. */
package mpjdht.report;
