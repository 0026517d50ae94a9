package org.cardpress.scheduler.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Heartbeat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {
    private static final String ORDER =
            "{\"kind\":\"cards\",\"quantity\":2,\"config\":{\"schema\":1,\"name\":\"c\",\"base\":{\"url\":\"u\"},"
                    + "\"files\":[{\"to\":\"/data/a\",\"content\":\"x\"}],\"offspot\":{\"wifi\":{\"ssid\":[1,true,null]}}}}";

    @Test
    void anOrderAsItShouldBeDiffersInNothing() throws IOException {
        assertThat(compare(ORDER, PlaceOrder.class)).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"quantity\":2 | \"quantity\":\"2\" | quantity | text \"2\" (expected a whole number of 32 bits)",
                "\"quantity\":2 | \"quantity\":2.5 | quantity | 2.5 (expected a whole number of 32 bits)",
                "\"quantity\":2 | \"quantity\":3000000000 | quantity | 3000000000 (expected a whole number of 32 bits)",
                "\"quantity\":2 | \"quantity\":1e999999999 | quantity | expected a whole number of 32 bits",
                "\"quantity\":2 | \"quantitty\":2 | quantitty | unknown field (expected one of key, kind,",
                "\"kind\":\"cards\", | '' | kind | missing (expected one of cards, link, upkeep)",
                "\"kind\":\"cards\" | \"kind\":\"CARDS\" | kind | text \"CARDS\" (expected one of cards, link, upkeep)",
                "\"kind\":\"cards\" | \"kind\":null | kind | null (expected one of",
                "\"to\":\"/data/a\" | \"to\":7 | config.files[0].to | 7 (expected a text)",
                "{\"url\":\"u\"} | \"u\" | config.base | text \"u\" (expected an object)",
                "[1,true,null] | [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]] | config.offspot.wifi | nested too deep"
            })
    void whatDiffersIsToldWithItsPath(String from, String to, String path, String message) throws IOException {
        String changed = ORDER.replace(from, to);

        assertThat(changed).isNotEqualTo(ORDER);
        assertThat(compare(changed, PlaceOrder.class)).contains("path=" + path).contains(message);
    }

    @Test
    void anUnknownResultIsRefusedWithThoseThereAre() throws IOException {
        assertThat(compare(
                        "{\"leaseToken\":\"t\",\"outcome\":\"SUCCEEDED\",\"result\":{\"type\":\"cake\"}}",
                        Finish.class))
                .contains("path=result.type", "image_built, image_shelved, image_removed, card_written");
        assertThat(compare(
                        "{\"leaseToken\":\"t\",\"outcome\":\"SUCCEEDED\",\"result\":{\"type\":\"image_removed\"}}",
                        Finish.class))
                .isEqualTo("[]");
    }

    @Test
    void anythingButAnObjectIsRefused() throws IOException {
        assertThat(compare("[]", Heartbeat.class)).contains("path=body", "a list (expected an object)");
        assertThat(compare("null", Heartbeat.class)).contains("null (expected an object)");
    }

    private static String compare(String json, Class<?> type) throws IOException {
        JsonNode tree = ObjectMapper.getDefault().readValue(json, Argument.of(JsonNode.class));
        return Shape.compare(tree == null ? JsonNode.nullNode() : tree, type).toString();
    }
}
