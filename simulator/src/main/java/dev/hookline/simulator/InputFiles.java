package dev.hookline.simulator;

/** Reads the files that inputs name by URL. */
@FunctionalInterface
interface InputFiles {

    /** For where no file is read: when an input is checked. */
    InputFiles NONE = url -> {
        throw new ModelFailedException("Files are read when a prediction runs, not when its input is checked");
    };

    /**
     * The content behind a URL.
     *
     * @throws ModelFailedException when there is none
     */
    byte[] read(String url);
}
