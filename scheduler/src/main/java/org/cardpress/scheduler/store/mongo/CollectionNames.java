package org.cardpress.scheduler.store.mongo;

/** The names of all collections. */
final class CollectionNames {
    static final String ORDERS = "orders";
    static final String ORDER_KEYS = "order_keys";
    static final String REFRESH_TOKENS = "refresh_tokens";
    static final String LOG_HEADS = "task_log_heads";
    static final String LOG_CHUNKS = "task_log_chunks";
    static final String USERS = "users";
    static final String CHANNELS = "channels";
    static final String WAREHOUSES = "warehouses";
    static final String HOSTS = "hosts";
    static final String ORGANISATIONS = "organisations";
    static final String SLOTS_ASIDE = "slots_aside";
    static final String ENROLMENT_CODES = "enrolment_codes";
    static final String AUDIT = "audit";
    static final String DESIGNS = "designs";
    static final String DESIGN_VERSIONS = "design_versions";
    static final String UPLOADS = "uploads";
    static final String ADDRESS_BOOKS = "address_books";
    static final String WAREHOUSE_ROOMS = "warehouse_rooms";
    static final String SHOP_SETTINGS = "shop_settings";
    static final String SETTINGS = "settings";

    private CollectionNames() {}
}
