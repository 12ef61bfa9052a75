package dev.hookline.simulator;

/**
 * The URLs that the simulator gives out.
 *
 * @param root such as {@code http://localhost:5050}
 */
record Links(String root) {

    String api() {
        return root + "/v1";
    }

    String prediction(String id) {
        return api() + "/predictions/" + id;
    }

    String training(String id) {
        return api() + "/trainings/" + id;
    }

    String stream(String id) {
        return root + "/stream/" + id;
    }

    String web(String id) {
        return root + "/p/" + id;
    }

    String delivery(String key, String name) {
        return root + "/files-delivery/" + key + "/" + name;
    }

    String upload(String id) {
        return api() + "/files/" + id;
    }
}
