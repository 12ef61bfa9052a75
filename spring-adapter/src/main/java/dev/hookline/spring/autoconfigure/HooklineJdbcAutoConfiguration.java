package dev.hookline.spring.autoconfigure;

import dev.hookline.jdbc.JdbcJobStore;
import dev.hookline.job.JobStore;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.context.annotation.Bean;

/** Keeps jobs in the application's database, when it has one. */
@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass({DataSource.class, EmbeddedDatabaseConnection.class})
@ConditionalOnSingleCandidate(DataSource.class)
@EnableConfigurationProperties(HooklineProperties.class)
public final class HooklineJdbcAutoConfiguration {
    /** Called by Spring. */
    HooklineJdbcAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(JobStore.class)
    JdbcJobStore jdbcJobStore(DataSource dataSource, HooklineProperties properties) {
        boolean createsSchema = switch (properties.jdbc().initializeSchema()) {
            case ALWAYS -> true;
            case EMBEDDED -> EmbeddedDatabaseConnection.isEmbedded(dataSource);
            case NEVER -> false;
        };
        return JdbcJobStore.builder(dataSource).createSchema(createsSchema).build();
    }
}
