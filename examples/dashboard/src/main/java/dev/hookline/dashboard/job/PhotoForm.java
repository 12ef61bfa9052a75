package dev.hookline.dashboard.job;

import org.jspecify.annotations.Nullable;

/**
 * The form with photos as it was filled in; what was filled in wrongly is shown again as it was, but for the files, which
 * a browser does not fill in again. Immutable.
 *
 * @param prompt how the photos are to be edited
 * @param size what they are to measure
 * @param order the numbers of the photos in another order than the one in which they were chosen
 * @param key names this filled-in form, so that sending it twice makes one job
 */
record PhotoForm(
        @Nullable String prompt,
        @Nullable String size,
        @Nullable String order,
        @Nullable String key) {
    static PhotoForm empty(String key) {
        return new PhotoForm("", "3:4", "", key);
    }
}
