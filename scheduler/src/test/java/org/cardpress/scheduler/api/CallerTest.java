package org.cardpress.scheduler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class CallerTest {
    @Test
    void anAddressOfIpv6IsCountedByItsHouseholdAndOneOfIpv4ByItself() throws UnknownHostException {
        assertThat(network("2001:db8:1:2::1")).isEqualTo(network("2001:db8:1:2:ffff::9"));
        assertThat(network("2001:db8:1:2::1")).isNotEqualTo(network("2001:db8:1:3::1"));
        assertThat(network("192.0.2.1")).isEqualTo("192.0.2.1");
    }

    private static String network(String address) throws UnknownHostException {
        return Caller.network(InetAddress.getByName(address));
    }
}
