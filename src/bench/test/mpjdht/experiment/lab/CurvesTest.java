package mpjdht.experiment.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mpjdht.report.LineChart.Axis;
import org.junit.jupiter.api.Test;

class CurvesTest {
    private final Curves curves = new Curves("Speed", new Axis("servers", false), new Axis("per second", true))
            .add("b", 20, new Estimate(3, 0.5, 5))
            .add("a", 2.5, new Estimate(1, 2, 5))
            .add("b", 10, new Estimate(4, 0, 6));

    @Test
    void aTableHasAColumnForEachLineAndAGapWhereALineHasNoFigure() {
        assertThat(curves.table().rows()).extracting(Object::toString).containsExactly(
                "[servers, b, a]", "[2.50, -, 1.0 ± 2.0]", "[10, 4 ± 0, -]", "[20, 3.00 ± 0.50, -]");
    }

    @Test
    void rowsAreLineByLineInTheOrderOfTheNumbers() {
        assertThat(curves.rows().render()).isEqualTo("""
                line,servers,per second,half_width_95,repeats
                b,10,4,0,6
                b,20,3,0.5,5
                a,2.5,1,2,5
                """);
    }

    @Test
    void aFigureThatIsNotThereIsAnError() {
        assertThat(curves.at("b", 10).mean()).isEqualTo(4);
        assertThatThrownBy(() -> curves.at("b", 11)).hasMessage("no figure of b at 11.0");
    }
}
