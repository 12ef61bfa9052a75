/** The job store on PostgreSQL and H2. */
module dev.hookline.jdbc {
    requires transitive dev.hookline.core;
    requires transitive java.sql;
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires tools.jackson.databind;

    exports dev.hookline.jdbc;
}
