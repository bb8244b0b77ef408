package dev.meridian.controlplane.console.look;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/// Gives every template what it shows things with: `show`, `states`, `assets` and `may`.
///
/// As variables, for Thymeleaf lets no template reach for beans where it writes an address.
@Component
class Words implements SmartInitializingSingleton {
    private final ThymeleafViewResolver views;
    private final Show show;
    private final States states;
    private final Assets assets;
    private final May may;

    Words(ThymeleafViewResolver views, Show show, States states, Assets assets, May may) {
        this.views = views;
        this.show = show;
        this.states = states;
        this.assets = assets;
        this.may = may;
    }

    @Override
    public void afterSingletonsInstantiated() {
        views.addStaticVariable("show", show);
        views.addStaticVariable("states", states);
        views.addStaticVariable("assets", assets);
        views.addStaticVariable("may", may);
    }
}
