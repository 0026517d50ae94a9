package org.cardpress.scheduler.store.mongo;

import org.bson.Document;
import org.cardpress.protocol.task.CardReport;
import org.cardpress.protocol.task.CardReport.Verdict;
import org.cardpress.protocol.worker.CardQuestion;
import org.cardpress.scheduler.record.TaskCards;
import org.cardpress.scheduler.record.TaskCards.Confirmed;
import org.cardpress.scheduler.record.TaskCards.Used;

/** Maps what a write task knows of cards. */
final class CardDocuments {
    private CardDocuments() {}

    static Document toDocument(TaskCards cards) {
        return Fields.empty()
                .putAll("used", cards.used(), CardDocuments::used)
                .put("lapsed", cards.lapsed(), TaskDocuments::lease)
                .put("question", cards.question(), CardDocuments::question)
                .put("confirmed", cards.confirmed(), CardDocuments::confirmed)
                .document();
    }

    static TaskCards fromFields(Fields cards) {
        return new TaskCards(
                cards.all("used", CardDocuments::used),
                cards.maybe("lapsed", TaskDocuments::lease),
                cards.maybe("question", CardDocuments::question),
                cards.maybe("confirmed", CardDocuments::confirmed));
    }

    private static Document question(CardQuestion question) {
        return new Document("id", question.id()).append("text", question.text());
    }

    private static CardQuestion question(Fields question) {
        return new CardQuestion(question.text("id"), question.text("text"));
    }

    private static Document confirmed(Confirmed yes) {
        return Fields.empty()
                .put("question", yes.question())
                .put("by", yes.by())
                .put("at", yes.at())
                .document();
    }

    private static Confirmed confirmed(Fields yes) {
        return new Confirmed(yes.text("question"), yes.text("by"), yes.instant("at"));
    }

    private static Document used(Used card) {
        return Fields.empty()
                .put("attempt", card.attempt())
                .put("host", card.host())
                .put("operator", card.operator())
                .put("report", card.report(), CardDocuments::report)
                .document();
    }

    private static Used used(Fields card) {
        return new Used(
                card.smallNumber("attempt"),
                card.text("host"),
                card.maybeText("operator"),
                card.one("report", CardDocuments::report));
    }

    private static Document report(CardReport card) {
        return Fields.empty()
                .put("verdict", card.verdict().name())
                .put("imageSha256", card.imageSha256())
                .put("slot", card.slot())
                .put("capacity", card.capacity())
                .put("vendor", card.vendor())
                .put("model", card.model())
                .put("serial", card.serial())
                .put("cid", card.cid())
                .put("stamp", card.stamp())
                .put("bytesWritten", card.bytesWritten())
                .put("bytesVerified", card.bytesVerified())
                .put("writeRate", card.writeRate())
                .put("verifyRate", card.verifyRate())
                .put("repairedBlocks", card.repairedBlocks())
                .put("unstableReads", card.unstableReads())
                .put("millis", card.millis())
                .put("fault", card.fault())
                .put("message", card.message())
                .put("endedAt", card.endedAt())
                .document();
    }

    private static CardReport report(Fields card) {
        return new CardReport(
                Verdict.valueOf(card.text("verdict")),
                card.text("imageSha256"),
                card.text("slot"),
                card.number("capacity"),
                card.maybeText("vendor"),
                card.maybeText("model"),
                card.maybeText("serial"),
                card.maybeText("cid"),
                card.maybeText("stamp"),
                card.number("bytesWritten"),
                card.number("bytesVerified"),
                card.number("writeRate"),
                card.number("verifyRate"),
                card.smallNumber("repairedBlocks"),
                card.smallNumber("unstableReads"),
                card.number("millis"),
                card.maybeText("fault"),
                card.maybeText("message"),
                card.instant("endedAt"));
    }
}
