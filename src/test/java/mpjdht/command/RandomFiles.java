package mpjdht.command;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Random;

/** Small command files: some right, most nearly right, some noise. */
final class RandomFiles {
    private static final List<String> VERBS = List.of(
            "PUT",
            "put",
            "GET",
            "gEt",
            "DELETE",
            "Delete",
            "DEL",
            "del",
            "ADD",
            "add",
            "REMOVE",
            "remove",
            "END",
            "end",
            "CAS",
            "cAs",
            "INCR",
            "APPEND",
            "KEYS",
            "EXPORT",
            "imPort",
            "incr",
            "EXPLAIN",
            "ExPlain",
            "RING",
            "ring",
            "NODE",
            "node",
            "REPLICAS",
            "LEADER",
            "FLOOD",
            "leAder",
            "SYNC",
            "sync",
            "SINC",
            "LEADEN",
            "CRASH",
            "crash",
            "RECOVER",
            "PAUSE",
            "dElay",
            "PARTITION",
            "partition",
            "HEAL",
            "WAIT",
            "wait",
            "CRASX",
            "PARTITIO\u00CE",
            "RECOVEM",
            "HEAP",
            "EXPLAIM",
            "RIN6",
            "CAT",
            "1NCR",
            "NODE\u00D3",
            "0",
            "1",
            "2",
            "3",
            "4",
            "5",
            "00",
            "PUTS",
            "GE",
            "\"PUT\"",
            "@ET",
            "DELETED",
            "REM\u00CFVE");
    private static final List<String> TOKENS = List.of(
            "1",
            "6",
            "7",
            "0",
            "15",
            "1000",
            "1001",
            "007",
            "-1",
            "+1",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "-9223372036854775809",
            "-0",
            "18446744073709551615",
            "18446744073709551616",
            "99999999999999999999999999999999999999999999",
            "key",
            "RANK",
            "rank",
            "RANKS",
            "Sorted",
            "a/../b",
            "a/..b",
            "/etc/x",
            "\"..\"",
            "\"\\x00\"",
            "\"\\xFF\"",
            "3",
            "86400000",
            "86400001",
            "|",
            ",",
            "1,2",
            "3,4",
            "2, 5",
            "0,1|3",
            "1|2,7",
            "1,2|",
            "|3",
            "1|2|3",
            "1,1|2",
            "6,8|7",
            "a#b",
            "http://x",
            "/",
            "x//y",
            "\"a b\"",
            "\"\"",
            "\"#\"",
            "\"\\x41\\n\\\"\"",
            "\"\\x00\\xff\"",
            "\"\\\\\"",
            "\"unclosed",
            "\"bad\\q\"",
            "\"bad\\x4\"",
            "\"bad\\\u00C3\u00A9\"",
            "\"end\\",
            "\"a\"b",
            "\"a\"#",
            "\u00C3\u00A9",
            "\u00E2\u0082\u00AC",
            "\u00FF",
            "\0",
            "\u0085",
            "\r",
            "\u000B",
            "#",
            "//",
            "# comment",
            "// comment");
    private static final List<String> SPACES = List.of(" ", " ", " ", " ", "  ", "\t", " \t ", "");
    private static final List<String> LINE_ENDS = List.of("\n", "\n", "\n", "\r\n", "\r\r\n", "\n\n", " \n");
    private static final String SPECIAL =
            ",|\"\\#/ \t\r\nxXnrtGgEeTt0123456789aF\u00EF\u00BB\u00BF\u00C3\u0080\u00FF\0";

    private final Random random;

    RandomFiles(Random random) {
        this.random = random;
    }

    String next() {
        StringBuilder text = new StringBuilder();
        if (random.nextInt(20) == 0) {
            text.append("\u00EF\u00BB\u00BF");
        }
        int lines = random.nextInt(8);
        for (int i = 0; i < lines; i++) {
            text.append(random.nextInt(10) == 0 ? noise() : line()).append(pick(LINE_ENDS));
        }
        if (random.nextInt(4) == 0) {
            text.append(line());
        }
        if (random.nextInt(3) == 0) {
            mutate(text);
        }
        return random.nextInt(20) == 0 ? inAnotherEncoding(text.toString()) : text.toString();
    }

    private String inAnotherEncoding(String text) {
        Charset encoding = Charset.forName(pick(List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")));
        byte[] bytes = text.getBytes(encoding);
        return Sources.latin(bytes, 0, bytes.length);
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        line.append(random.nextInt(4) == 0 ? pick(SPACES) : "").append(pick(VERBS));
        int arguments = random.nextInt(5);
        for (int i = 0; i < arguments; i++) {
            line.append(pick(SPACES)).append(pick(TOKENS));
        }
        return line.append(random.nextInt(4) == 0 ? pick(SPACES) : "").toString();
    }

    private String noise() {
        StringBuilder noise = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            noise.append(random.nextInt(3) == 0 ? (char) random.nextInt(256) : special());
        }
        return noise.toString();
    }

    private void mutate(StringBuilder text) {
        for (int i = 1 + random.nextInt(3); i > 0 && text.length() > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, special());
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.insert(at, special());
                default -> text.setLength(at);
            }
        }
    }

    private char special() {
        return SPECIAL.charAt(random.nextInt(SPECIAL.length()));
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
