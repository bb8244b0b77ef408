package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.forecast.learn.ModelReader;
import dev.meridian.controlplane.forecast.model.view.ModelLine;
import dev.meridian.controlplane.forecast.model.view.ModelMoved;
import dev.meridian.controlplane.forecast.model.view.ModelState;
import dev.meridian.controlplane.forecast.store.ModelStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The registry of learned models: what is heard, what competes, and what was heard before. What is
/// decided here is heard with the next quarter of an hour.
@Service
public class ForecastModels {
    private final ModelStore store;

    ForecastModels(ModelStore store) {
        this.store = store;
    }

    /// Newest first.
    public List<ModelLine> all() {
        return store.all();
    }

    public Optional<ModelLine> find(long id) {
        return store.find(id);
    }

    /// A person knows better than the contest. What is champion already stays so.
    public ModelMoved promote(long id, String by, Instant now) {
        ModelLine model = store.find(id).orElse(null);
        if (model == null) {
            return new ModelMoved.Missing();
        }
        if (model.state() == ModelState.CHAMPION) {
            return new ModelMoved.Done(model, "Model " + id + " is champion already.");
        }
        try {
            ModelReader.read(store.bytes(id));
        } catch (IllegalArgumentException e) {
            return new ModelMoved.Refused("Model " + id + " cannot be read: " + e.getMessage());
        }
        store.crown(
                model.kind(),
                id,
                "Promoted by " + by + ".",
                "Model " + id + " was promoted by " + by + ".",
                now);
        return new ModelMoved.Done(
                champion(id), "Model " + id + " is heard with the next quarter of an hour.");
    }

    /// Puts back what was champion before; experts alone, where nothing was.
    ///
    /// @param id of the champion, so that nobody rolls back what they have not seen
    public ModelMoved rollBack(long id, String by, Instant now) {
        ModelLine model = store.find(id).orElse(null);
        if (model == null) {
            return new ModelMoved.Missing();
        }
        if (model.state() != ModelState.CHAMPION) {
            return new ModelMoved.Refused(
                    "Model "
                            + id
                            + " is no champion but "
                            + model.state().word()
                            + ": only what is heard can be rolled back.");
        }
        Instant crowned = model.promotedAt() == null ? now : model.promotedAt();
        @Nullable Long before =
                store.all().stream()
                        .filter(each -> each.kind() == model.kind() && each.id() != id)
                        .filter(each -> each.promotedAt() != null)
                        .filter(each -> !promoted(each).isAfter(crowned))
                        .max(Comparator.comparing(ForecastModels::promoted))
                        .map(ModelLine::id)
                        .orElse(null);
        store.crown(
                model.kind(),
                before,
                "Back again: model " + id + " was rolled back by " + by + ".",
                "Rolled back by " + by + ".",
                now);
        return before == null
                ? new ModelMoved.Done(null, "No model was champion before: experts speak alone.")
                : new ModelMoved.Done(champion(before), "Model " + before + " is champion again.");
    }

    private static Instant promoted(ModelLine model) {
        return model.promotedAt() == null ? Instant.MIN : model.promotedAt();
    }

    private ModelLine champion(long id) {
        return store.find(id).orElseThrow();
    }
}
