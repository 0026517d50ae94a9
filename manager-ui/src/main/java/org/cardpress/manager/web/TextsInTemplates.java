package org.cardpress.manager.web;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import org.cardpress.locale.PageTexts;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.messageresolver.AbstractMessageResolver;

/** Lets templates say {@code #{orders.title}}: the texts stand in the module of all texts. A key that is not there is a fault. */
@Singleton
final class TextsInTemplates implements BeanCreatedEventListener<TemplateEngine> {
    @Override
    public TemplateEngine onCreated(BeanCreatedEvent<TemplateEngine> event) {
        TemplateEngine engine = event.getBean();
        engine.setMessageResolver(new Resolver());
        return engine;
    }

    private static final class Resolver extends AbstractMessageResolver {
        @Override
        public String resolveMessage(
                ITemplateContext context, @Nullable Class<?> origin, String key, Object @Nullable [] values) {
            return PageTexts.of(context.getLocale()).say(key, values == null ? new Object[0] : values);
        }

        @Override
        public String createAbsentMessageRepresentation(
                ITemplateContext context, @Nullable Class<?> origin, String key, Object @Nullable [] values) {
            throw new IllegalStateException("no text " + key);
        }
    }
}
