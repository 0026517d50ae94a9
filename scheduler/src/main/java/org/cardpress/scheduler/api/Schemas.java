package org.cardpress.scheduler.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.address.SaveAddress;
import org.cardpress.protocol.address.SavedAddress;
import org.cardpress.protocol.audit.AuditEntry;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.PasswordChange;
import org.cardpress.protocol.auth.RefreshRequest;
import org.cardpress.protocol.auth.TokenPair;
import org.cardpress.protocol.auth.ValidateRequest;
import org.cardpress.protocol.auth.Validation;
import org.cardpress.protocol.catalog.AsideReason;
import org.cardpress.protocol.catalog.Channel;
import org.cardpress.protocol.catalog.Enrolment;
import org.cardpress.protocol.catalog.EnrolmentCode;
import org.cardpress.protocol.catalog.HostChange;
import org.cardpress.protocol.catalog.HostView;
import org.cardpress.protocol.catalog.NewUser;
import org.cardpress.protocol.catalog.SettingsChange;
import org.cardpress.protocol.catalog.ShopSettings;
import org.cardpress.protocol.catalog.SlotAside;
import org.cardpress.protocol.catalog.SlotView;
import org.cardpress.protocol.catalog.SlotsTold;
import org.cardpress.protocol.catalog.SystemFacts;
import org.cardpress.protocol.catalog.UserChange;
import org.cardpress.protocol.catalog.UserView;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.catalog.WarehouseRoom;
import org.cardpress.protocol.catalog.WarehouseTold;
import org.cardpress.protocol.design.SaveDesign;
import org.cardpress.protocol.design.SavedDesign;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.floor.HostFloor;
import org.cardpress.protocol.hotspot.BillOfContents;
import org.cardpress.protocol.image.LinkTarget;
import org.cardpress.protocol.image.Removals;
import org.cardpress.protocol.library.Book;
import org.cardpress.protocol.library.CatalogView;
import org.cardpress.protocol.order.CardRecord;
import org.cardpress.protocol.order.ConfirmCard;
import org.cardpress.protocol.order.GuestLink;
import org.cardpress.protocol.order.GuestView;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.order.Shipment;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.organisation.Member;
import org.cardpress.protocol.organisation.OrganisationChange;
import org.cardpress.protocol.organisation.OrganisationView;
import org.cardpress.protocol.preflight.PreflightReport;
import org.cardpress.protocol.queue.QueueLane;
import org.cardpress.protocol.queue.QueuedOrder;
import org.cardpress.protocol.upload.NewUpload;
import org.cardpress.protocol.upload.UploadSpace;
import org.cardpress.protocol.upload.UploadView;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Heartbeat;
import org.cardpress.protocol.worker.LogChunk;
import org.jspecify.annotations.Nullable;

/**
 * Describes the records of the protocol as OpenAPI schemas, by the same rules by which {@link Shape} reads them: words of enums as
 * they are on the wire, what may be missing, which record a {@code type} stands for.
 */
final class Schemas {
    private static final List<Class<?>> BODIES = List.of(
            About.class,
            Health.class,
            Problem.class,
            Credentials.class,
            RefreshRequest.class,
            TokenPair.class,
            PasswordChange.class,
            ValidateRequest.class,
            Validation.class,
            NewUser.class,
            UserChange.class,
            HostChange.class,
            AsideReason.class,
            SlotAside.class,
            Enrolment.class,
            EnrolmentCode.class,
            OrganisationChange.class,
            SlotsTold.class,
            ConfirmCard.class,
            Removals.class,
            WarehouseTold.class,
            PreflightReport.class,
            SaveDesign.class,
            SaveAddress.class,
            SettingsChange.class,
            SystemFacts.class,
            ShopSettings.class,
            PlaceOrder.class,
            Shipment.class,
            GuestLink.Wanted.class,
            GuestLink.class,
            GuestLink.Use.class,
            GuestView.class,
            HostFloor.class,
            ClaimRequest.class,
            Claim.class,
            Heartbeat.class,
            Heartbeat.Answer.class,
            LogChunk.class,
            LogChunk.Answer.class,
            Finish.class,
            LinkTarget.class,
            BillOfContents.class,
            NewUpload.class,
            UploadSpace.class,
            CatalogView.class);
    private static final List<Class<?>> LISTED = List.of(
            UserView.class,
            Channel.class,
            Warehouse.class,
            WarehouseRoom.class,
            HostView.class,
            OrderView.class,
            TaskView.class,
            CardRecord.class,
            SlotView.class,
            AuditEntry.class,
            OrganisationView.class,
            Member.class,
            SavedDesign.class,
            UploadView.class,
            SavedAddress.class,
            QueuedOrder.class,
            QueueLane.class,
            Book.class);

    private final Map<String, Object> schemas = new TreeMap<>();

    private Schemas() {}

    /** By name, as the generated paths refer to them. */
    static Map<String, Object> all() {
        Schemas all = new Schemas();
        BODIES.forEach(all::of);
        for (Class<?> each : LISTED) {
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("meta", all.of(Page.Meta.class));
            properties.put("items", Map.of("type", "array", "items", all.of(each)));
            all.schemas.put("Page_" + each.getSimpleName() + "_", object(properties, List.of("meta", "items")));
        }
        return all.schemas;
    }

    private Map<String, Object> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            return generic.getRawType() == List.class
                    ? Map.of("type", "array", "items", of(last))
                    : Map.of("type", "object", "additionalProperties", of(last));
        }
        if (!(type instanceof Class<?> raw)) {
            throw new IllegalStateException("no schema for " + type);
        }
        if (raw.isEnum() || raw.isRecord() || raw.isSealed()) {
            return reference(raw);
        }
        return simple(raw);
    }

    private static Map<String, Object> simple(Class<?> type) {
        if (type == String.class) {
            return Map.of("type", "string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type == int.class || type == Integer.class) {
            return Map.of("type", "integer", "format", "int32");
        }
        if (type == long.class || type == Long.class) {
            return Map.of("type", "integer", "format", "int64");
        }
        if (type == Instant.class) {
            return Map.of("type", "string", "format", "date-time");
        }
        if (type == URI.class) {
            return Map.of("type", "string", "format", "uri");
        }
        if (type == Object.class) {
            return Map.of();
        }
        throw new IllegalStateException("no schema for " + type);
    }

    private Map<String, Object> reference(Class<?> type) {
        String name = name(type);
        if (!schemas.containsKey(name)) {
            schemas.put(name, Map.of());
            schemas.put(name, described(type));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private Map<String, Object> described(Class<?> type) {
        if (type.isEnum()) {
            return Map.of("type", "string", "enum", Shape.words(type));
        }
        return type.isSealed() ? oneOf(type) : record(type);
    }

    private Map<String, Object> record(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent field : type.getRecordComponents()) {
            properties.put(field.getName(), of(field.getGenericType()));
            if (!field.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && field.getType() != List.class
                    && field.getType() != Map.class) {
                required.add(field.getName());
            }
        }
        return object(properties, required);
    }

    private Map<String, Object> oneOf(Class<?> type) {
        JsonTypeInfo info = type.getAnnotation(JsonTypeInfo.class);
        JsonSubTypes subTypes = type.getAnnotation(JsonSubTypes.class);
        if (info == null || subTypes == null) {
            throw new IllegalStateException("no schema for " + type);
        }
        List<Object> references = new ArrayList<>();
        Map<String, Object> mapping = new LinkedHashMap<>();
        for (JsonSubTypes.Type each : subTypes.value()) {
            references.add(reference(each.value()));
            mapping.put(each.name(), "#/components/schemas/" + name(each.value()));
        }
        return Map.of(
                "oneOf", references, "discriminator", Map.of("propertyName", info.property(), "mapping", mapping));
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        object.put("properties", properties);
        return object;
    }

    /** A nested record by its outer one's name and its own. */
    private static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? type.getSimpleName() : outer.getSimpleName() + "." + type.getSimpleName();
    }
}
