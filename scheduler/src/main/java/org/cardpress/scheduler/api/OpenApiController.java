package org.cardpress.scheduler.api;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Hidden;

/** Serves the description of the API that was generated when it was compiled. */
@Hidden
@Controller
final class OpenApiController {
    private final OpenApiDocument document;

    OpenApiController(OpenApiDocument document) {
        this.document = document;
    }

    /** The OpenAPI document as JSON. */
    @Get(value = "/openapi.json", produces = MediaType.APPLICATION_JSON)
    String json() {
        return document.json();
    }

    /** The OpenAPI document as YAML. */
    @Get(value = "/openapi.yml", produces = MediaType.APPLICATION_YAML)
    String yaml() {
        return document.yaml();
    }
}
