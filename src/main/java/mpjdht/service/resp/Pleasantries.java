package mpjdht.service.resp;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import mpjdht.service.Token;

/** Answers commands that are about the connection and the server, not about keys. */
final class Pleasantries {
    /** The version of Redis whose commands these are: clients ask for it to know how to speak. */
    private static final String REDIS_VERSION = "7.0.0";

    /** What clients look at before they trust a server with data, or measure it. */
    private static final Map<String, String> CONFIGURATION = Map.of("save", "", "appendonly", "no", "databases", "1");

    private static final String NO_TOKEN = "ERR AUTH called without any password configured; none is needed here";
    private static final String WRONG_TOKEN = "WRONGPASS invalid username-password pair or user is disabled.";
    private static final String NOT_PLAIN = " cannot contain spaces, newlines or special characters.";
    private static final String NOT_TAKEN = "ERR unknown subcommand or wrong number of arguments for '";

    private final long id;
    private final Supplier<String> info;
    private final Optional<Token> token;
    private String name = "";
    private String library = "";
    private String libraryVersion = "";
    private boolean isKnown;

    /**
     * Those of a connection.
     *
     * @param id number of the connection, which no other has had
     * @param info what the server tells of itself
     * @param token what the client has to know; if empty, everybody is known
     */
    Pleasantries(long id, Supplier<String> info, Optional<Token> token) {
        this.id = id;
        this.info = info;
        this.token = token;
        this.isKnown = token.isEmpty();
    }

    /** Whether the client has shown the token, or need not. */
    boolean isKnown() {
        return isKnown;
    }

    /** Whether the client may ask for this: it is known, or about to say who it is. */
    boolean allows(RespVerb verb) {
        return isKnown
                || verb == RespVerb.AUTH
                || verb == RespVerb.HELLO
                || verb == RespVerb.QUIT
                || verb == RespVerb.RESET;
    }

    /** Writes the reply to a command that the reader has read. */
    void answer(RespVerb verb, RespReader command, RespOutput to) {
        switch (verb) {
            case PING -> ping(command, to);
            case ECHO -> to.bulk(command.bytes(), command.offset(1), command.length(1));
            case SELECT -> select(command, to);
            case AUTH -> {
                Optional<String> refusal = introduce(command, command.words() - 1);
                refusal.ifPresentOrElse(to::error, () -> to.simple("OK"));
            }
            case HELLO -> hello(command, to);
            case RESET -> {
                name = "";
                isKnown = token.isEmpty();
                to.speak(2);
                to.simple("RESET");
            }
            case QUIT -> to.simple("OK");
            case CLIENT -> client(command, to);
            case COMMAND -> describe(command, to);
            case CONFIG -> configuration(command, to);
            case INFO -> to.text(info.get());
            default -> throw new IllegalStateException(verb + " is about keys");
        }
    }

    private static void ping(RespReader command, RespOutput to) {
        if (command.words() > 2) {
            to.error("ERR wrong number of arguments for 'ping' command");
        } else if (command.words() == 2) {
            to.bulk(command.bytes(), command.offset(1), command.length(1));
        } else {
            to.simple("PONG");
        }
    }

    /** The client shows a token; tells what is wrong with that, if anything is. The name of the user may be any. */
    private Optional<String> introduce(RespReader command, int word) {
        if (token.isEmpty()) {
            return Optional.of(NO_TOKEN);
        }
        String shown = new String(command.bytes(), command.offset(word), command.length(word), StandardCharsets.UTF_8);
        if (!token.get().is(shown)) {
            return Optional.of(WRONG_TOKEN);
        }
        isKnown = true;
        return Optional.empty();
    }

    private static void select(RespReader command, RespOutput to) {
        if (word(command, 1).equals("0")) {
            to.simple("OK");
        } else {
            to.error("ERR there is one table here, which is database 0");
        }
    }

    private void hello(RespReader command, RespOutput to) {
        int version = to.version();
        int next = 1;
        if (command.words() > 1) {
            String asked = word(command, 1);
            if (!asked.equals("2") && !asked.equals("3")) {
                to.error(
                        asked.matches("-?[0-9]{1,18}")
                                ? "NOPROTO unsupported protocol version"
                                : "ERR Protocol version is not an integer or out of range");
                return;
            }
            version = asked.equals("3") ? 3 : 2;
            next = 2;
        }
        String newName = name;
        while (next < command.words()) {
            String option = upper(command, next);
            if (option.equals("SETNAME") && next + 1 < command.words()) {
                newName = word(command, next + 1);
                if (!isPlain(newName)) {
                    to.error("ERR Client names" + NOT_PLAIN);
                    return;
                }
                next += 2;
            } else if (option.equals("AUTH") && next + 2 < command.words()) {
                Optional<String> refusal = introduce(command, next + 2);
                if (refusal.isPresent()) {
                    to.error(refusal.get());
                    return;
                }
                next += 3;
            } else {
                to.error("ERR Syntax error in HELLO option '" + word(command, next) + "'");
                return;
            }
        }
        if (!isKnown) {
            to.error("NOAUTH HELLO must be called with the client already authenticated, or with AUTH");
            return;
        }
        name = newName;
        to.speak(version);
        to.map(7);
        to.bulk("server");
        to.bulk("mpj-dht");
        to.bulk("version");
        to.bulk(REDIS_VERSION);
        to.bulk("proto");
        to.number(version);
        to.bulk("id");
        to.number(id);
        to.bulk("mode");
        to.bulk("standalone");
        to.bulk("role");
        to.bulk("master");
        to.bulk("modules");
        to.array(0);
    }

    private void client(RespReader command, RespOutput to) {
        String what = upper(command, 1);
        int words = command.words();
        if (what.equals("ID") && words == 2) {
            to.number(id);
        } else if (what.equals("SETNAME") && words == 3) {
            setName(word(command, 2), to);
        } else if (what.equals("GETNAME") && words == 2 && name.isEmpty()) {
            to.nil();
        } else if (what.equals("GETNAME") && words == 2) {
            to.bulk(name);
        } else if (what.equals("SETINFO") && words == 4) {
            setLibrary(upper(command, 2), word(command, 3), to);
        } else if (what.equals("LIST") && words == 2) {
            to.text("id=" + id + " name=" + name + " db=0 resp=" + to.version() + " lib-name=" + library + " lib-ver="
                    + libraryVersion + "\n");
        } else {
            to.error(NOT_TAKEN + word(command, 1) + "'");
        }
    }

    private void setName(String given, RespOutput to) {
        if (!isPlain(given)) {
            to.error("ERR Client names" + NOT_PLAIN);
            return;
        }
        name = given;
        to.simple("OK");
    }

    /** The client tells which library it is, or its version. */
    private void setLibrary(String attribute, String given, RespOutput to) {
        boolean isName = attribute.equals("LIB-NAME");
        if (!isName && !attribute.equals("LIB-VER")) {
            to.error("ERR Unrecognized option '" + attribute.toLowerCase(Locale.ROOT) + "'");
        } else if (!isPlain(given)) {
            to.error("ERR " + attribute.toLowerCase(Locale.ROOT) + NOT_PLAIN);
        } else {
            if (isName) {
                library = given;
            } else {
                libraryVersion = given;
            }
            to.simple("OK");
        }
    }

    private static boolean isPlain(String given) {
        return given.chars().allMatch(one -> one > ' ' && one <= '~');
    }

    private static void describe(RespReader command, RespOutput to) {
        RespVerb[] verbs = RespVerb.values();
        if (command.words() == 1) {
            to.array(verbs.length);
            for (RespVerb verb : verbs) {
                describe(verb, to);
            }
            return;
        }
        switch (upper(command, 1)) {
            case "COUNT" -> to.number(verbs.length);
            case "DOCS" -> to.map(0);
            case "INFO" -> {
                to.array(command.words() - 2);
                for (int word = 2; word < command.words(); word++) {
                    RespVerb verb = RespVerb.find(command.bytes(), command.offset(word), command.length(word));
                    if (verb == null) {
                        to.nil();
                    } else {
                        describe(verb, to);
                    }
                }
            }
            default -> to.error(NOT_TAKEN + word(command, 1) + "'");
        }
    }

    private static void describe(RespVerb verb, RespOutput to) {
        to.array(10);
        to.bulk(verb.name().toLowerCase(Locale.ROOT));
        to.number(verb.words());
        to.array(verb.keys() == RespVerb.Keys.NONE ? 0 : 1);
        if (verb.keys() != RespVerb.Keys.NONE) {
            to.simple(verb.isWrite() ? "write" : "readonly");
        }
        to.number(verb.keys() == RespVerb.Keys.NONE ? 0 : 1);
        to.number(verb.keys().last());
        to.number(verb.keys().step());
        for (int unsaid = 0; unsaid < 4; unsaid++) {
            to.array(0);
        }
    }

    private static void configuration(RespReader command, RespOutput to) {
        if (!upper(command, 1).equals("GET") || command.words() < 3) {
            to.error(NOT_TAKEN + word(command, 1) + "'");
            return;
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (int word = 2; word < command.words(); word++) {
            String asked = word(command, word).toLowerCase(Locale.ROOT);
            if (CONFIGURATION.containsKey(asked)) {
                found.put(asked, CONFIGURATION.get(asked));
            }
        }
        to.map(found.size());
        found.forEach((key, value) -> {
            to.bulk(key);
            to.bulk(value);
        });
    }

    private static String upper(RespReader command, int word) {
        return word(command, word).toUpperCase(Locale.ROOT);
    }

    private static String word(RespReader command, int word) {
        return new String(
                command.bytes(), command.offset(word), Math.min(command.length(word), 128), StandardCharsets.UTF_8);
    }
}
