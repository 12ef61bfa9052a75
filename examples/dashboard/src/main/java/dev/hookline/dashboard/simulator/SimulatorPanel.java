package dev.hookline.dashboard.simulator;

import dev.hookline.dashboard.web.Page;
import dev.hookline.simulator.ReplicateSimulator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * Makes trouble and ends it, for all jobs of everybody, when the simulator runs inside of this process; otherwise there
 * is no panel and nothing at its paths. Thread-safe.
 */
@Controller
@ControllerAdvice(annotations = Page.class)
class SimulatorPanel {
    private static final String HOME = "redirect:/#simulator";

    private final @Nullable ReplicateSimulator simulator;
    private final Set<Trouble> lasting = ConcurrentHashMap.newKeySet();

    SimulatorPanel(ObjectProvider<ReplicateSimulator> simulator) {
        this.simulator = simulator.getIfAvailable();
    }

    /** What the panel offers, and what of it lasts; null when there is none. */
    @ModelAttribute("panel")
    @Nullable
    Panel panel() {
        return simulator == null ? null : new Panel(List.of(Trouble.values()), lasting);
    }

    @PostMapping("/simulator/normal")
    String normal() {
        simulator().clearFaults();
        lasting.clear();
        return HOME;
    }

    @PostMapping("/simulator/{trouble}")
    String make(@PathVariable String trouble) {
        Trouble wanted = Trouble.find(trouble).orElseThrow(SimulatorPanel::notFound);
        if (!wanted.isLasting() || lasting.add(wanted)) {
            simulator().inject(wanted.fault());
        }
        return HOME;
    }

    private ReplicateSimulator simulator() {
        if (simulator == null) {
            throw notFound();
        }
        return simulator;
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "The simulator has nothing of this name");
    }
}
