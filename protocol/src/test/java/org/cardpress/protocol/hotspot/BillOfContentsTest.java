package org.cardpress.protocol.hotspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The bill has a line for each thing, and no secret. */
class BillOfContentsTest {
    @Test
    void everyThingOfAConfigHasALine() {
        BillOfContents bill = BillOfContents.of(HotspotSamples.whole(), true);

        assertThat(bill.lines())
                .extracting(each -> each.kind() + " " + each.title() + " " + each.size())
                .containsExactly(
                        "BASE base.img.xz null",
                        "BOOK Wikipedia in Bambara 4194304",
                        "PACKAGE Nomad 6",
                        "PACKAGE course null",
                        "FILE hello.txt 6",
                        "READER kiwix.exe 5",
                        "PICTURE logo.png 10000",
                        "PICTURE favicon.gif null");
        assertThat(bill.bytes()).isEqualTo(4194304 + 6 + 6 + 5 + 10000);
        assertThat(bill.unknownSizes()).isEqualTo(3);
        assertThat(bill.lines().get(1).version()).isEqualTo("2026-01");
        assertThat(bill.toString()).doesNotContain("correct horse", "battery staple");
    }

    @Test
    void aBookThatWasNotLookedUpIsOnTheBillByItsName() {
        HotspotConfig config = HotspotSamples.bare()
                .books(List.of(ChosenBook.withId("urn:uuid:1")))
                .config();

        assertThat(BillOfContents.of(config, true).lines().get(1).title()).isEqualTo("urn:uuid:1");
    }

    @Test
    void whatFollowsTheQuestionMarkIsNotForEverybody() {
        HotspotConfig config = HotspotSamples.bare()
                .books(List.of(ChosenBook.at("https://example.org/a.zim?key=secret#part", null, null)))
                .config();

        assertThat(BillOfContents.of(config, false).lines().get(1).url()).isEqualTo("https://example.org/a.zim");
        assertThat(BillOfContents.of(config, true).lines().get(1).url()).contains("secret");
    }
}
