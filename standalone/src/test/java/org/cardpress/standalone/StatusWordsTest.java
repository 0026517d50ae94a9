package org.cardpress.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.cardpress.locale.Texts;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every word on the wire has a text. French is asked, since there only few words equal the one on the wire. */
class StatusWordsTest {

    private final Texts french = Texts.of(Locale.FRENCH);

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void everyOrderStatusHasAText(OrderStatus status) {
        assertThat(french.orderStatus(status.wire())).isNotEqualTo(status.wire());
    }

    @ParameterizedTest
    @EnumSource(TaskStatus.class)
    void everyTaskStatusHasAText(TaskStatus status) {
        assertThat(french.taskStatus(status.wire())).isNotEqualTo(status.wire());
    }

    @ParameterizedTest
    @EnumSource(TaskKind.class)
    void everyTaskKindHasAText(TaskKind kind) {
        assertThat(french.taskKind(kind.wire())).isNotEqualTo(kind.wire());
    }

    @ParameterizedTest
    @EnumSource(HostStatus.class)
    void everyHostStatusHasAText(HostStatus status) {
        assertThat(french.hostStatus(status.wire())).isNotEqualTo(status.wire());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRoleHasAText(Role role) {
        assertThat(french.role(role.wire())).isNotEqualTo(role.wire());
    }
}
