package mpjdht.command;

import java.util.Arrays;

/**
 * Reads lines of JSON of which each is an object (RFC 8259) with a key and a value: {@code key} or {@code key_base64}, {@code value} or {@code
 * value_base64}. Other members are passed over; a line of white space is blank. The bytes are decoded in place.
 */
final class JsonEntryParser implements LineSyntax {
    private static final int MAX_DEPTH = 64;
    private static final byte[] KEY = Ascii.bytes("key");
    private static final byte[] KEY_BASE64 = Ascii.bytes("key_base64");
    private static final byte[] VALUE = Ascii.bytes("value");
    private static final byte[] VALUE_BASE64 = Ascii.bytes("value_base64");
    private static final byte[] SIBLINGS = Ascii.bytes("siblings");

    private final String file;
    private final Command command = new Command();
    private final JsonString string = new JsonString();
    private CommandError error;

    private byte[] bytes;
    private int start;
    private int end;
    private long line;
    private int at;
    private boolean hasKey;
    private boolean hasValue;

    JsonEntryParser(String file) {
        this.file = file;
    }

    @Override
    public Command command() {
        return command;
    }

    @Override
    public CommandError error() {
        return error;
    }

    @Override
    public Result parse(byte[] from, int begin, int to, long number) {
        bytes = from;
        start = begin;
        end = to;
        line = number;
        at = begin;
        hasKey = false;
        hasValue = false;
        skipWhite();
        if (at == end) {
            return Result.BLANK;
        }
        command.begin(Verb.PUT, bytes, line, column(at));
        int objectAt = at;
        if (!take('{')) {
            return fail(at, ErrorTexts.noJsonEntry("this is no JSON object"));
        }
        if (!readMembers()) {
            return Result.ERROR;
        }
        if (at < end) {
            return fail(at, ErrorTexts.noJsonEntry("something stands behind the object"));
        }
        if (!hasKey || !hasValue) {
            return fail(objectAt, ErrorTexts.noJsonEntry(hasKey ? "the object has no value" : "the object has no key"));
        }
        return Result.COMMAND;
    }

    private boolean readMembers() {
        if (take('}')) {
            return true;
        }
        do {
            if (!readString()) {
                return false;
            }
            int nameAt = string.offset();
            int nameEnd = nameAt + string.length();
            if (!take(':')) {
                return failed(at, "there is no colon behind the name of a member");
            }
            if (!readMember(nameAt, nameEnd)) {
                return false;
            }
        } while (take(','));
        return take('}') || failed(at, "the object is not closed");
    }

    private boolean readMember(int nameAt, int nameEnd) {
        if (is(nameAt, nameEnd, KEY)) {
            return readString() && setKey();
        }
        if (is(nameAt, nameEnd, KEY_BASE64)) {
            return readBase64() && setKey();
        }
        if (is(nameAt, nameEnd, VALUE)) {
            return readString() && setValue();
        }
        if (is(nameAt, nameEnd, VALUE_BASE64)) {
            return readBase64() && setValue();
        }
        if (is(nameAt, nameEnd, SIBLINGS)) {
            fail(nameAt - 1, ErrorTexts.siblingsToImport());
            return false;
        }
        return skipValue(0);
    }

    private boolean is(int from, int to, byte[] name) {
        return Arrays.equals(bytes, from, to, name, 0, name.length);
    }

    private boolean setKey() {
        int length = string.length();
        if (length == 0 || length > Limits.MAX_KEY_BYTES) {
            fail(string.offset() - 1, length == 0 ? ErrorTexts.emptyKey() : ErrorTexts.keyTooLong(length));
            return false;
        }
        if (hasKey) {
            return failed(string.offset() - 1, "the key is there twice");
        }
        hasKey = true;
        command.setKey(string.offset(), length);
        return true;
    }

    private boolean setValue() {
        int length = string.length();
        if (length > Limits.MAX_VALUE_BYTES) {
            fail(string.offset() - 1, ErrorTexts.valueTooLong(length));
            return false;
        }
        if (hasValue) {
            return failed(string.offset() - 1, "the value is there twice");
        }
        hasValue = true;
        command.setValue(string.offset(), length);
        return true;
    }

    private boolean readBase64() {
        return readString() && (string.decodeBase64(bytes) || failed(string.end(), "the string is no base64"));
    }

    private boolean readString() {
        if (at == end || bytes[at] != '"') {
            return failed(at, "a string is missing");
        }
        if (!string.read(bytes, at, end)) {
            return failed(string.end(), string.end() == at ? "the string is not closed" : "this is in no JSON string");
        }
        at = string.end();
        skipWhite();
        return true;
    }

    /** Passes over a value of any kind. */
    private boolean skipValue(int depth) {
        if (depth == MAX_DEPTH) {
            return failed(at, "the members lie deeper than " + MAX_DEPTH + " objects");
        }
        if (at < end && bytes[at] == '"') {
            return readString();
        }
        if (take('[')) {
            return take(']') || skipElements(depth, false, ']');
        }
        if (take('{')) {
            return take('}') || skipElements(depth, true, '}');
        }
        int from = at;
        while (at < end && isOfWord(bytes[at])) {
            at++;
        }
        if (from == at) {
            return failed(at, "a value is missing");
        }
        skipWhite();
        return true;
    }

    private boolean skipElements(int depth, boolean named, char close) {
        do {
            if (named
                    && (!readString() || !(take(':') || failed(at, "there is no colon behind the name of a member")))) {
                return false;
            }
            if (!skipValue(depth + 1)) {
                return false;
            }
        } while (take(','));
        return take(close) || failed(at, "a list or object is not closed");
    }

    /** Numbers, true, false and null: their letters alone are looked at. */
    private static boolean isOfWord(byte b) {
        return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || b == 'E' || b == '-' || b == '+' || b == '.';
    }

    private boolean take(char expected) {
        if (at == end || bytes[at] != expected) {
            return false;
        }
        at++;
        skipWhite();
        return true;
    }

    private void skipWhite() {
        at = Syntax.skipWhite(bytes, at, end);
    }

    private boolean failed(int position, String what) {
        fail(position, ErrorTexts.noJsonEntry(what));
        return false;
    }

    private Result fail(int position, String message) {
        error = new CommandError(CommandError.Kind.UNREADABLE, file, line, column(position), message);
        return Result.ERROR;
    }

    private int column(int position) {
        return position - start + 1;
    }
}
