//! The whole page: header, steps, sections in the order of the work.

use super::check::Check;
use super::cleaning::CleaningPanel;
use super::compare::Compare;
use super::drop_zone::DropZone;
use super::get_data::GetData;
use super::hand_over::HandOver;
use super::header::Header;
use super::load_kit::LoadKit;
use super::load_results::LoadResults;
use super::newer_build::NewerBuild;
use super::next_year::NextYear;
use super::preferences::theme_name;
use super::problem::Problem;
use super::progress::Progress;
use super::recipe_panel::RecipePanel;
use super::session::Session;
use super::steps::Steps;
use super::take_away::TakeAway;
use super::turns::{InTurn, Turn};
use super::understand::Understand;
use crate::text::page;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Puts the page into `#app`.
pub fn start() {
    console_error_panic_hook::set_once();
    let Some(place) = document().get_element_by_id("app") else { return };
    mount_to(place.unchecked_into(), App).forget();
}

#[component]
fn App() -> impl IntoView {
    let session = Session::start();
    provide_context(session);
    Effect::new(move || dress_document(session));
    let (comparison, description) = (session.comparison, session.description);
    // They come with the charts above them, and stay where another recipe or reading makes all of it anew.
    let has_files = Memo::new(move |had: Option<&bool>| {
        description.with(Option::is_some) && (had == Some(&true) || session.portraits.with(Option::is_some))
    });

    view! {
        <a class="skip-link" href="#content">{session.say(page::skip_to_content)}</a>
        <Header/>
        <NewerBuild/>
        <Steps has_files/>
        <main id="content" tabindex="-1">
            <DropZone/>
            <GetData/>
            <Progress/>
            <Problem/>
            <Show when=move || session.has_check()>
                <Check/>
            </Show>
            <Show when=move || session.checked.with(Option::is_some)>
                <CleaningPanel/>
            </Show>
            {move || comparison.get().map(|comparison| view! { <Compare comparison/> })}
            <Show when=move || comparison.with(Option::is_some)>
                <InTurn turn=Turn::Later><RecipePanel/></InTurn>
            </Show>
            <Show when=move || description.with(Option::is_some)>
                <Understand/>
            </Show>
            <Show when=move || description.with(Option::is_some) || session.years.files.with(|files| !files.is_empty())>
                <NextYear/>
            </Show>
            <Show when=move || has_files.get()>
                // Last, so that nothing that comes later moves its buttons.
                <InTurn turn=Turn::Later><TakeAway/><LoadKit/></InTurn>
            </Show>
            <LoadResults/>
            <HandOver/>
        </main>
    }
}

/// Tells the document its language, title and colours.
fn dress_document(session: Session) {
    let (document, language) = (document(), session.language());
    document.set_title(page::title(language));
    if let Some(root) = document.document_element() {
        for (name, value) in [("lang", language.code()), ("data-theme", theme_name(session.theme()))] {
            // These names are valid, so that setting them cannot fail.
            let _ = root.set_attribute(name, value);
        }
    }
}

/// Brings the element of this id into view and puts the focus there.
pub fn focus(id: &str) {
    hand_focus(id);
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view();
    }
}

/// Puts the focus on the element of this id, which is near: what had it goes away.
pub fn hand_focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take the focus stays without it.
        let _ = element.focus();
    }
}
