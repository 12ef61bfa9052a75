package dev.hookline.simulator;

/** The operations of the API, by method and path. */
final class Routes {

    private static final String MODEL = "/v1/models/{owner}/{name}";
    private static final String DEPLOYMENT = "/v1/deployments/{owner}/{name}";

    private final Gate gate;
    private final Links links;
    private final Faults faults;

    Routes(Gate gate, Links links, Faults faults) {
        this.faults = faults;
        this.gate = gate;
        this.links = links;
    }

    void predictions(CreateRoutes creates, Lifecycles lifecycles) {
        gate.creating("POST /v1/predictions", creates::byVersion);
        gate.creating("POST " + MODEL + "/predictions", creates::byModel);
        gate.creating("POST " + DEPLOYMENT + "/predictions", creates::byDeployment);
        PredictionRoutes predictions = new PredictionRoutes(lifecycles, faults, links.api() + "/predictions");
        gate.guarded("GET /v1/predictions", predictions::list);
        gate.guarded("GET /v1/predictions/{id}", predictions::get);
        gate.guarded("POST /v1/predictions/{id}/cancel", predictions::cancel);
        gate.open("GET /stream/{id}", new StreamRoutes(lifecycles.stage().predictions())::stream);
    }

    void trainings(TrainingRoutes creates, Lifecycles lifecycles) {
        gate.guarded("POST " + MODEL + "/versions/{version}/trainings", creates::create);
        PredictionRoutes trainings = new PredictionRoutes(lifecycles, faults, links.api() + "/trainings");
        gate.guarded("GET /v1/trainings", trainings::list);
        gate.guarded("GET /v1/trainings/{id}", trainings::get);
        gate.guarded("POST /v1/trainings/{id}/cancel", trainings::cancel);
    }

    void models(ModelRoutes models) {
        gate.guarded("GET /v1/models", models::list);
        gate.guarded("POST /v1/models", models::create);
        gate.guarded("QUERY /v1/models", models::search);
        gate.guarded("GET " + MODEL, models::get);
        gate.guarded("PATCH " + MODEL, models::update);
        gate.guarded("DELETE " + MODEL, models::delete);
        gate.guarded("GET " + MODEL + "/examples", models::examples);
        gate.guarded("GET " + MODEL + "/readme", models::readme);
        gate.guarded("GET " + MODEL + "/versions", models::versions);
        gate.guarded("GET " + MODEL + "/versions/{version}", models::version);
        gate.guarded("DELETE " + MODEL + "/versions/{version}", models::deleteVersion);
    }

    void deployments(Deployments deployments) {
        gate.guarded("GET /v1/deployments", deployments::list);
        gate.guarded("POST /v1/deployments", deployments::create);
        gate.guarded("GET " + DEPLOYMENT, deployments::get);
        gate.guarded("PATCH " + DEPLOYMENT, deployments::update);
        gate.guarded("DELETE " + DEPLOYMENT, deployments::delete);
    }

    void files(FileRoutes files) {
        gate.guarded("POST /v1/files", files::create);
        gate.guarded("GET /v1/files", files::list);
        gate.guarded("GET /v1/files/{id}", files::get);
        gate.guarded("DELETE /v1/files/{id}", files::delete);
        gate.open("GET /v1/files/{id}/download", files::download);
    }

    void deliveries(DeliveryRoutes deliveries) {
        gate.openLater("GET /files-delivery/{key}/{name}", deliveries::deliver);
    }

    void account(AccountRoutes account) {
        gate.guarded("GET /v1/account", account::account);
        gate.guarded("GET /v1/hardware", account::hardware);
        gate.guarded("GET /v1/collections", account::collections);
        gate.guarded("GET /v1/collections/{slug}", account::collection);
        gate.guarded("GET /v1/search", account::search);
    }

    void pages(PageRoutes pages) {
        gate.open("GET /", pages::list);
        gate.open("GET /p/{id}", pages::one);
        gate.open("POST /simulator/deliveries/{webhookId}/resend", pages::resend);
    }

    void control(ControlRoutes control) {
        gate.guarded("GET /simulator/received", control::received);
        gate.guarded("GET /simulator/received/creations", control::creations);
        gate.guarded("GET /simulator/received/deliveries", control::deliveries);
        gate.guarded("POST /simulator/faults", control::addFault);
        gate.guarded("POST /simulator/chaos", control::beginChaos);
        gate.guarded("DELETE /simulator/faults", control::clearFaults);
        gate.guarded("POST /simulator/rotate-secret", control::rotateSecret);
        gate.guarded("POST /simulator/remove-outputs", control::removeOutputs);
    }
}
