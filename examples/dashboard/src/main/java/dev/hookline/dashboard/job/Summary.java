package dev.hookline.dashboard.job;

import java.util.List;

/**
 * How many pictures of a job are done. The last three add up to the first. Immutable.
 *
 * @param total how many there are to be
 * @param completed how many are there
 * @param pending how many may still come
 * @param failed how many will not come, because they failed or were canceled
 */
public record Summary(int total, int completed, int pending, int failed) {
    static Summary of(List<ImageView> images) {
        int completed = (int) images.stream()
                .filter(image -> image.status() == ItemStatus.SUCCEEDED)
                .count();
        int pending =
                (int) images.stream().filter(image -> !image.status().isEnd()).count();
        return new Summary(images.size(), completed, pending, images.size() - completed - pending);
    }
}
