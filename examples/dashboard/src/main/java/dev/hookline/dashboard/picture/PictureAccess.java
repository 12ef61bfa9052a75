package dev.hookline.dashboard.picture;

import java.util.Optional;

/** Tells who may see which stored file. */
public interface PictureAccess {
    /**
     * The name for people of a file of somebody's job; empty when they have no such job, or it has no such file.
     *
     * @param owner who asks
     * @param job the job's id
     * @param file the file's name in the store
     */
    Optional<String> findTitle(String owner, String job, String file);
}
