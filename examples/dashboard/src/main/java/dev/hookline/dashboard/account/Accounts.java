package dev.hookline.dashboard.account;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The accounts in the database, which all nodes share. Thread-safe. */
@Repository
@DependsOnDatabaseInitialization
class Accounts {
    private static final String COLUMNS = "select name, password_hash, is_admin, is_open from dashboard_account";
    private static final RowMapper<Account> ACCOUNT = (row, number) -> new Account(
            row.getString("name"),
            row.getString("password_hash"),
            row.getBoolean("is_admin"),
            row.getBoolean("is_open"));

    private final JdbcClient database;

    Accounts(JdbcClient database) {
        this.database = database;
    }

    Optional<Account> find(String name) {
        return database.sql(COLUMNS + " where name = ?")
                .param(name)
                .query(ACCOUNT)
                .optional();
    }

    List<Account> list() {
        return database.sql(COLUMNS + " order by name").query(ACCOUNT).list();
    }

    boolean isEmpty() {
        return database.sql("select count(*) from dashboard_account")
                        .query(Long.class)
                        .single()
                == 0;
    }

    /** Adds an account; false when there is one of this name already. */
    boolean add(Account account) {
        try {
            database.sql("insert into dashboard_account (name, password_hash, is_admin, is_open) values (?, ?, ?, ?)")
                    .params(account.name(), account.passwordHash(), account.admin(), account.open())
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** Writes everything but the name; false when there is no such account. */
    boolean update(Account account) {
        return database.sql("update dashboard_account set password_hash = ?, is_admin = ?, is_open = ? where name = ?")
                        .params(account.passwordHash(), account.admin(), account.open(), account.name())
                        .update()
                == 1;
    }

    /** A value that is made once and then the same at every start and on every node. */
    String setting(String name, Supplier<String> made) {
        return findSetting(name).orElseGet(() -> {
            try {
                database.sql("insert into dashboard_setting (name, setting) values (?, ?)")
                        .params(name, made.get())
                        .update();
            } catch (DuplicateKeyException e) { // another node was quicker
                return findSetting(name).orElseThrow(() -> e);
            }
            return findSetting(name).orElseThrow();
        });
    }

    private Optional<String> findSetting(String name) {
        return database.sql("select setting from dashboard_setting where name = ?")
                .param(name)
                .query(String.class)
                .optional();
    }
}
