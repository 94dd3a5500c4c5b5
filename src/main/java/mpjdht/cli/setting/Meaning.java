package mpjdht.cli.setting;

/** How the text of a setting is understood. */
@FunctionalInterface
public interface Meaning<T> {

    /**
     * Understands a text.
     *
     * @throws WrongValueException if it is none of the setting's values
     */
    T read(String text) throws WrongValueException;

    /** A text that is understood as {@code value}. */
    default String text(T value) {
        return value.toString();
    }
}
