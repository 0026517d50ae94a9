package org.cardpress.scheduler.api;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import org.cardpress.protocol.error.Problem;

/** Gives the framework's own refusals the one error body. */
@Primary
@Singleton
final class StatusProblems implements ErrorResponseProcessor<Problem> {
    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        String message =
                context.getErrors().stream().findFirst().map(Error::getMessage).orElse(null);
        MutableHttpResponse<Problem> problem =
                Problems.ofStatus(context.getRequest(), HttpStatus.valueOf(response.code()), message);
        return response.<Problem>body(problem.body()).contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
