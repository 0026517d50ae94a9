package org.cardpress.scheduler.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.scheduler.Inside;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every route of the running program is in the table of access, in the OpenAPI document and in the page on the protocol. */
class RoutesTest {
    private static final Path PAGE = Path.of("..", "docs", "protocol.md");
    private static final Access ACCESS = new Access();

    @TempDir
    static Path state;

    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.start(state);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void theTableOfAccessHasExactlyTheRoutesThereAre() {
        assertThat(routes()).containsExactlyInAnyOrderElementsOf(ACCESS.rules().keySet());
    }

    @Test
    void eachRouteAnswersEachRoleAsTheTableSays() {
        Map<Role, String> tokens = new HashMap<>();
        for (Role role : Role.values()) {
            tokens.put(role, api.account("r-" + role.wire(), role));
        }
        ACCESS.rules().forEach((route, rule) -> {
            String method = route.substring(0, route.indexOf(' '));
            String path = route.substring(route.indexOf(' ') + 1).replaceAll("\\{[a-zA-Z]+}", "nothing");
            String body = Set.of("POST", "PUT", "PATCH").contains(method) ? "[]" : null;
            Api.Answer anonymous = api.call(method, path, null, body);
            assertThat(anonymous.status() == 401).as(route + " without a token").isEqualTo(!rule.open());
            tokens.forEach((role, token) -> {
                Api.Answer answer = api.call(method, path, token, body);
                boolean refused =
                        answer.status() == 403 && answer.problem().code().equals(ErrorCode.NOT_ALLOWED.wire());
                assertThat(refused)
                        .as(route + " as " + role.wire() + ": " + answer.status() + " " + answer.body())
                        .isEqualTo(!rule.open() && !rule.roles().contains(role));
                assertThat(answer.status())
                        .as(route + " as " + role.wire())
                        .isNotEqualTo(401)
                        .isLessThan(500);
            });
        });
    }

    @Test
    @SuppressWarnings("unchecked")
    void theOpenApiDocumentHasEveryRouteWithItsRoles() throws IOException {
        String json = api.call("GET", "/openapi.json", null, null).expect(200).body();
        Map<String, Object> document =
                (Map<String, Object>) api.json.readValue(json, Argument.mapOf(String.class, Object.class));
        Map<String, Map<String, Map<String, Object>>> paths =
                (Map<String, Map<String, Map<String, Object>>>) Objects.requireNonNull(document.get("paths"));
        Set<String> described = new TreeSet<>();
        Set<Object> names = new TreeSet<>();
        paths.forEach((path, methods) -> methods.forEach((method, operation) -> {
            String route = method.toUpperCase(Locale.ROOT) + " " + path;
            described.add(route);
            assertThat(names.add(operation.get("operationId")))
                    .as("one name for " + route)
                    .isTrue();
            Access.Rule rule = Objects.requireNonNull(ACCESS.rules().get(route), route);
            assertThat((String) operation.get("description"))
                    .contains(rule.open() ? "Needs no token." : "Roles: " + rule.words());
        }));

        Set<String> expected = routes();
        expected.removeIf(route -> route.startsWith("GET /openapi."));
        assertThat(described).containsExactlyElementsOf(expected);
        assertThat(json).contains("\"pending_writer\"").doesNotContain("PENDING_WRITER");
        Set<String> used = Pattern.compile("#/components/schemas/([A-Za-z_.]+)")
                .matcher(json)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        assertThat(used).containsExactlyInAnyOrderElementsOf(Schemas.all().keySet());
    }

    @Test
    void thePageOnTheProtocolHasEveryRouteWithItsRoles() throws IOException {
        String page = Files.readString(PAGE);
        ACCESS.rules().forEach((route, rule) -> assertThat(page)
                .as(route)
                .contains("| `" + route + "` | " + (rule.open() ? "anybody" : rule.words()) + " |"));

        Set<String> told = Pattern.compile("^\\| `([A-Z]+ /[^`]*)` \\|", Pattern.MULTILINE)
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).containsExactlyElementsOf(routes());
    }

    @Test
    void thePageOnTheProtocolHasEveryErrorCode() throws IOException {
        Matcher rows = Pattern.compile("^\\| `([a-z_.]+)` \\| ([0-9]{3}) \\|", Pattern.MULTILINE)
                .matcher(Files.readString(PAGE));
        List<String> told =
                rows.results().map(row -> row.group(1) + " " + row.group(2)).toList();

        assertThat(told)
                .containsExactlyElementsOf(Arrays.stream(ErrorCode.values())
                        .map(code -> code.wire() + " " + code.httpStatus())
                        .toList());
    }

    private static Set<String> routes() {
        return Inside.bean(api.scheduler, Router.class)
                .uriRoutes()
                .map(route -> route.getHttpMethodName() + " "
                        + route.getUriMatchTemplate().toPathString())
                .filter(route -> !route.startsWith("HEAD "))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
