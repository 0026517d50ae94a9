package org.cardpress.manager.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.serde.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cardpress.locale.PageTexts;
import org.cardpress.locale.Texts;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ChosenBook;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotChecks;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.HotspotDraft;
import org.cardpress.protocol.hotspot.Wifi;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    private static final ChosenBook ONE = ChosenBook.withId("one");
    private static final ChosenBook TWO = ChosenBook.withId("two");

    private final Differences differences = new Differences(ObjectMapper.getDefault());

    private static HotspotDraft clinic() {
        return HotspotDraft.named("clinic", new BaseImage("https://example.org/b.img", null, null));
    }

    @Test
    void equalConfigsDoNotDiffer() {
        HotspotConfig config = clinic().books(List.of(ONE, TWO))
                .offspot(Map.of("a", List.of(1, 2)))
                .config();
        assertThat(differences.between(config, config)).isEmpty();
    }

    @Test
    void oneMoreEntryInFrontIsOneLine() {
        HotspotConfig before = clinic().books(List.of(TWO)).config();
        HotspotConfig after = clinic().books(List.of(ONE, TWO)).config();
        assertThat(differences.between(before, after)).containsExactly(new Difference("books[one].id", "", "one"));
        assertThat(differences.between(after, before)).containsExactly(new Difference("books[one].id", "one", ""));
    }

    @Test
    void entriesOfOneNameAreToldApart() {
        HotspotConfig before = clinic().books(List.of(ONE)).config();
        HotspotConfig after = clinic().books(List.of(ONE, ONE)).config();
        assertThat(differences.between(before, after)).containsExactly(new Difference("books[one]#2.id", "", "one"));
    }

    @Test
    void aPasswordThatChangedIsNamedAndNeverShown() {
        HotspotConfig before = clinic().wifi(new Wifi("Clinic", "correct horse", null, null, null))
                .config();
        HotspotConfig after = clinic().wifi(new Wifi("Clinic", "battery staple", null, null, null))
                .config();
        assertThat(differences.between(before, after)).containsExactly(new Difference("wifi.password", "••••", "••••"));
    }

    @Test
    void aLongValueIsCut() {
        ContentFile file = new ContentFile("/data/a", null, "x".repeat(5000), null, null, null, null);
        HotspotConfig after = clinic().files(List.of(file)).config();
        assertThat(differences.between(clinic().config(), after))
                .filteredOn(each -> each.path().equals("files[/data/a].content"))
                .singleElement()
                .satisfies(each -> assertThat(each.after()).hasSizeLessThan(250).endsWith("… (5000)"));
    }

    /** Each house has its own base image; all else of a preset can be ordered as it is. */
    @Test
    void aPresetLacksNothingButTheBaseImage() {
        Presets presets = new Presets(new ConfigYaml(ObjectMapper.getDefault()));
        assertThat(presets.all()).isNotEmpty();
        for (Preset preset : presets.all()) {
            assertThat(HotspotChecks.check(preset.config()))
                    .as(preset.id())
                    .extracting(Problem.Detail::path)
                    .containsOnly("config.base.url");
            for (Locale language : Texts.LANGUAGES) {
                assertThat(PageTexts.of(language).say("preset." + preset.id() + ".says"))
                        .isNotBlank();
            }
        }
    }
}
