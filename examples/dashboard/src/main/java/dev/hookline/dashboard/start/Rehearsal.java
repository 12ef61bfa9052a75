package dev.hookline.dashboard.start;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.support.StaticMessageSource;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/**
 * Has the classes of the database and of the pages loaded by a thread that has nothing else to do, while Spring reads its
 * configuration; most of the time of a start is loading classes. Nothing that the dashboard works with is touched.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final String PAGE = """
            <p th:each="item : ${items}" th:if="${item != null}" th:class="${item == 'a' ? 'b' : 'c'}"
               th:text="#{${'message.' + item}}" th:lang="${#locale.language}"></p>
            """;

    private Rehearsal() {}

    /** What the dashboard opens itself says what is wrong, if anything is; without H2 there is nothing to rehearse. */
    static void database() {
        try {
            useDatabase();
        } catch (SQLException e) {
            LOG.debug("The database was not rehearsed", e);
        }
    }

    /** A database in memory that nobody else sees is opened, used and gone. */
    static void useDatabase() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
                Statement statement = connection.createStatement()) {
            statement.execute("create table line (id varchar(36) primary key, number bigint not null)");
            statement.execute("create index line_number on line (number, id)");
            try (PreparedStatement insert = connection.prepareStatement("insert into line values ('a', ?)")) {
                insert.setLong(1, 1);
                insert.executeUpdate();
            }
            statement.executeQuery("select count(*) from line where number > 0").close();
        }
    }

    /** A page that nobody reads is made. */
    static void page() {
        StaticMessageSource messages = new StaticMessageSource();
        messages.setUseCodeAsDefaultMessage(true);
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(new StringTemplateResolver());
        engine.setTemplateEngineMessageSource(messages);
        engine.process(PAGE, new Context(Locale.ENGLISH, Map.of("items", List.of("a"))));
    }
}
