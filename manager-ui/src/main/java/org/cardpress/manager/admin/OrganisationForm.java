package org.cardpress.manager.admin;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.cardpress.manager.web.Form;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.organisation.OrganisationChange;
import org.cardpress.protocol.organisation.OrganisationView;
import org.cardpress.protocol.organisation.Quota;
import org.jspecify.annotations.Nullable;

/** An organisation as a form: bytes are typed in gigabytes, and an empty field is no limit. */
final class OrganisationForm {
    private static final BigDecimal GIGABYTE = BigDecimal.valueOf(1_000_000_000L);

    private OrganisationForm() {}

    static Form of(OrganisationView organisation) {
        Long cards = organisation.quota().cards();
        Long bytes = organisation.quota().bytes();
        return Form.of(Map.of(
                "slug",
                organisation.slug(),
                "name",
                organisation.name(),
                "active",
                String.valueOf(organisation.active()),
                "quota.cards",
                cards == null ? "" : cards.toString(),
                "quota.bytes",
                bytes == null ? "" : gigabytes(bytes),
                "username",
                ""));
    }

    static OrganisationChange change(Form form) {
        return new OrganisationChange(
                form.text("name"),
                form.text("active").equals("true"),
                new Quota(number(form, "quota.cards", BigDecimal.ONE), number(form, "quota.bytes", GIGABYTE)));
    }

    /** What cannot stand in a path would never reach the scheduler, which says what a slug is. */
    static String slug(Form form) {
        String slug = form.text("slug");
        if (!slug.matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw wrong("slug", "\"" + slug + "\" (expected 1 to 40 of a-z, 0-9 and -)");
        }
        return slug;
    }

    static ProblemException wrong(String field, String message) {
        return new ProblemException(ErrorCode.MALFORMED, message, List.of(new Problem.Detail(field, message)));
    }

    private static @Nullable Long number(Form form, String field, BigDecimal unit) {
        String typed = form.text(field).replace(',', '.');
        if (typed.isEmpty()) {
            return null;
        }
        if (!typed.matches("[0-9]{1,12}(\\.[0-9]{1,9})?")) {
            throw wrong(field, "\"" + typed + "\" (expected a number, or nothing for no limit)");
        }
        return new BigDecimal(typed).multiply(unit).longValue();
    }

    private static String gigabytes(long bytes) {
        return BigDecimal.valueOf(bytes).divide(GIGABYTE).stripTrailingZeros().toPlainString();
    }
}
