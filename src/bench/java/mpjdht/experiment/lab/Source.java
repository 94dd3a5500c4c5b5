package mpjdht.experiment.lab;

/**
 * Where a figure was published.
 *
 * @param paper authors, title, venue and year
 * @param place section, table or figure in it
 */
public record Source(String paper, String place) {
    /** Both have to be told. */
    public Source {
        if (paper.isBlank() || place.isBlank()) {
            throw new IllegalArgumentException("a source needs a paper and a place in it: '" + paper + "', '" + place + "'");
        }
    }

    @Override
    public String toString() {
        return paper + ", " + place;
    }
}
