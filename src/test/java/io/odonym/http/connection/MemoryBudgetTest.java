package io.odonym.http.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.configuration.Configuration;
import io.odonym.telemetry.Telemetry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;

class MemoryBudgetTest {

    private final Telemetry telemetry = Telemetry.local();
    private final MemoryBudget budget =
            MemoryBudget.create(
                    1000,
                    new ClientAddressResolver(Configuration.standard().proxies()),
                    telemetry.meters());

    @AfterEach
    void close() {
        telemetry.close();
    }

    private MemoryBudget.Reservation open(String address) throws Exception {
        return budget.open(ClientAddressPrefix.of(InetAddress.getByName(address)));
    }

    @Test
    void limitsOneRequestToHalfOfTheBudget() throws Exception {
        try (MemoryBudget.Reservation request = open("192.0.2.1")) {
            request.add(500);
            assertThatThrownBy(() -> request.add(1))
                    .isInstanceOfSatisfying(
                            MemoryLimitException.class, e -> assertThat(e.isTemporary()).isFalse())
                    .hasMessage("Request too large, limit is 500 bytes (request-memory)");
            assertThat(budget.used()).isEqualTo(500);
        }
        assertThat(budget.used()).isZero();
    }

    @Test
    void limitsAllRequestsOfOneClientToHalfOfTheBudget() throws Exception {
        try (MemoryBudget.Reservation first = open("192.0.2.1");
                MemoryBudget.Reservation second = open("192.0.2.1");
                MemoryBudget.Reservation other = open("192.0.2.2")) {
            first.add(300);
            assertThatThrownBy(() -> second.add(201))
                    .isInstanceOfSatisfying(
                            MemoryLimitException.class, e -> assertThat(e.isTemporary()).isTrue());
            second.add(200);
            other.add(500);
            first.close();
            second.add(300);
        }
        assertThat(budget.used()).isZero();
    }

    @Test
    void limitsAllClientsTogether() throws Exception {
        try (MemoryBudget.Reservation first = open("192.0.2.1");
                MemoryBudget.Reservation second = open("192.0.2.2");
                MemoryBudget.Reservation third = open("192.0.2.3")) {
            first.add(400);
            second.add(400);
            assertThatThrownBy(() -> third.add(201)).isInstanceOf(MemoryLimitException.class);
            third.add(200);
            assertThatThrownBy(() -> second.add(1)).hasMessageContaining("request-memory");
            third.resize(50);
            assertThat(budget.used()).isEqualTo(850);
        }
    }
}
