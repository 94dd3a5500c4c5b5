package mpjdht.experiment.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import mpjdht.experiment.lab.Comparison;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Finding;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;
import org.junit.jupiter.api.Test;

class HarnessTest {
    private static Finding file(Findings findings, String name) {
        return findings.files().stream()
                .filter(file -> file.file().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> column(Finding rows, String line) {
        return rows.text()
                .lines()
                .filter(row -> row.startsWith(line + ","))
                .map(row -> row.split(",", -1)[2])
                .toList();
    }

    @Test
    void hopsGrowByAboutHalfAHopWhenNodesDouble() {
        Findings findings = new Scale(64, 60).run(Plan.of(3));

        List<Double> hops = column(file(findings, "scale-hops.csv"), "hops").stream()
                .map(Double::valueOf)
                .toList();
        assertThat(hops).hasSize(4);
        assertThat(hops.get(3) - hops.get(0)).isBetween(0.8, 2.4);
        assertThat(findings.comparisons()).extracting(Comparison::what).containsExactly("hops of a lookup, 64 nodes");
    }

    @Test
    void everyLookupFindsTheOwnerWhileNobodyComesOrGoesAndMostDoElse() {
        Findings findings = new ComingAndGoing(64, 300).run(Plan.of(3));

        List<Double> right = column(file(findings, "churn-success.csv"), "right").stream()
                .map(Double::valueOf)
                .toList();
        assertThat(right.get(0)).isEqualTo(100);
        assertThat(right).allMatch(percent -> percent > 80);
    }

    @Test
    void noReadIsOldWhereItAsksACopyThatEveryWriteIsOn() {
        Finding old = file(new Consistency(160).run(Plan.of(3)), "consistency-old.csv");

        assertThat(old.text().lines().filter(row -> row.startsWith("\"W = 2, R = 2\"")))
                .allMatch(row -> row.endsWith(",0,0,5"));
        assertThat(old.text().lines().filter(row -> row.startsWith("\"W = 1, R = 1\",100")))
                .noneMatch(row -> row.endsWith(",0,0,5"));
    }

    @Test
    void aFloodThatMayGoFartherFindsMoreForMoreMessagesAndNeverMoreThanTheFormula() {
        Findings findings = new Flooding(48, 30).run(Plan.of(3));

        List<Double> hits = figures(findings, "flooding-hits.csv", "found");
        List<Double> sent = figures(findings, "flooding-messages.csv", "sent");
        List<Double> most = figures(findings, "flooding-messages.csv", "\"at most, by the formula\"");
        assertThat(hits).isSorted().hasSize(6).last().isEqualTo(100.0);
        assertThat(hits.get(0)).isLessThan(40);
        assertThat(sent).isSorted();
        for (int i = 0; i < sent.size(); i++) {
            assertThat(sent.get(i)).isLessThanOrEqualTo(most.get(i));
        }
    }

    private static List<Double> figures(Findings findings, String name, String line) {
        return file(findings, name)
                .text()
                .lines()
                .filter(row -> row.startsWith(line + ","))
                .map(row -> Double.valueOf(row.substring(line.length() + 1).split(",", -1)[1]))
                .toList();
    }

    @Test
    void whoHasElectedLeadersHoldsElectionsAndChainsAreSilentForTheTimeOutAlone() {
        Findings findings = new Elections(100).run(Plan.of(3));

        List<String[]> rows = file(findings, "elections.csv")
                .text()
                .lines()
                .skip(1)
                .map(row -> row.split(",", -1))
                .toList();
        assertThat(rows).hasSize(2 * 3 * 6);
        for (String[] row : rows) {
            boolean isElected = row[0].equals("elected leaders");
            double timeout = Double.parseDouble(row[1]);
            double mean = Double.parseDouble(row[3]);
            switch (row[2]) {
                case "elections" -> assertThat(mean).isBetween(isElected ? 5.0 : 0, isElected ? 50.0 : 0);
                case "no_update_ms" ->
                    assertThat(mean / timeout).isBetween(isElected ? 0.2 : 0.8, isElected ? 4.0 : 1.2);
                case "keys_copied" -> assertThat(mean).isGreaterThan(100);
                default -> assertThat(mean).isNotNegative();
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameFiles() throws IOException, InterruptedException {
        for (Experiment experiment : HarnessExperiments.all(new HarnessSize(16, 20))) {
            assertThat(experiment.run(Plan.of(5)).files()).extracting(Finding::text)
                    .isEqualTo(experiment.run(Plan.of(5)).files().stream().map(Finding::text).toList());
        }
    }
}
