package mpjdht.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerbHelpTest {
    @ParameterizedTest
    @EnumSource
    void everyVerbHasOneLineOfMeaning(Verb verb) {
        assertThat(VerbHelp.meaning(verb)).isNotBlank().hasSizeLessThan(90).doesNotContain("\n");
        assertThat(VerbHelp.find(verb.name().toLowerCase(Locale.ROOT))).contains(verb);
    }

    @ParameterizedTest
    @EnumSource
    void everyVerbIsUsedAsTheDocumentationShows(Verb verb) throws IOException {
        String firstUse = VerbHelp.usage(verb)
                .replaceFirst(",? or .*", "")
                .replace("milliseconds", "ms")
                .replace("rank,rank | rank,rank", "r,r \\| r,r");
        assertThat(Path.of("docs/command-language.md")).content().contains("| `" + firstUse + "`");
    }

    @Test
    void otherNamesAreThoseOfTheLanguage() {
        assertThat(VerbHelp.find("del")).contains(Verb.DELETE);
        assertThat(VerbHelp.find("2")).contains(Verb.ADD);
        assertThat(VerbHelp.find("FETCH")).isEqualTo(Optional.empty());
        assertThat(VerbHelp.find("")).isEqualTo(Optional.empty());
    }
}
