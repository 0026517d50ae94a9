package org.cardpress.standalone.ctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.PlaceOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is an order, or the image YAML of another program, and never half of either. */
class OrderFileTest {
    @TempDir
    Path directory;

    @Test
    void aFileOfTheImageCreatorBecomesALinkOrderNamedAfterIt() throws IOException {
        Path file = Files.writeString(
                directory.resolve("clinic.yaml"),
                "base: {source: 'https://example.org/base.img'}\nfiles: [{to: /data/a, content: hello}]\n");

        PlaceOrder order = OrderFile.read(file);

        assertThat(order.kind()).isEqualTo(OrderKind.LINK);
        assertThat(order.config().name()).isEqualTo("clinic");
        assertThat(order.config().files()).hasSize(1);
    }

    @Test
    void whatIsWrongWithItIsAllSaidByPlace() throws IOException {
        Path file = Files.writeString(
                directory.resolve("clinic.yaml"), "base: {source: 5}\nfiles: [{to: /data/a, mode: 1}]\n");

        assertThatThrownBy(() -> OrderFile.read(file))
                .hasMessageContaining("base.source")
                .hasMessageContaining("files[0].mode")
                .hasMessageContaining("files[0]: neither url nor content");
    }
}
