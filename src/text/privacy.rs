//! The words of "Verify it yourself": what the seal forbids, how to try it, what no policy can stop, the files and their hashes.

use super::Language;

sentences! {
    /// Opens the panel; its heading.
    heading: "Vérifiez par vous-même", "Verify it yourself";
    /// Closes the panel.
    close: "Fermer", "Close";
    /// What the panel is for.
    intro: "Il n’y a rien à croire ici\u{a0}: chaque point s’éprouve dans votre navigateur.",
        "Nothing here asks to be believed: you can try each point in your own browser.";

    /// Heading: the seal.
    seal_heading: "Ce que le sceau interdit", "What the seal forbids";
    /// What it forbids.
    seal: "Une fois chargée, et avant de prendre un fichier, la page s’ajoute la règle ci-dessous. Le navigateur l’applique à la page et à tout processus de calcul qu’elle démarre\u{202f}; rien ne la retire. Aucune requête ne part, ni vers un autre serveur, ni vers celui de la page\u{a0}: pas de données, de script, d’image, de feuille de style, de cadre ni de formulaire. Restent le calcul (WebAssembly) et les images faites dans la page.",
        "Once it is loaded, and before it takes a file, the page adds the policy below to itself. The browser holds the page and every worker it starts to it, and nothing takes it back. No request leaves, neither to another server nor to the page’s own: no data, script, image, style sheet, frame or form. What is left is computing (WebAssembly) and pictures made in the page.";

    /// Heading: without a network.
    plug_heading: "Débranchez et regardez", "Pull the plug and watch";
    /// First step.
    plug_cut: "Coupez le réseau\u{a0}: débranchez le câble, éteignez le Wi-Fi, ou choisissez «\u{a0}hors connexion\u{a0}» dans l’onglet Réseau des outils de développement (F12).",
        "Cut the network: pull the cable, switch Wi-Fi off, or choose “offline” in the Network tab of the developer tools (F12).";
    /// Second step.
    plug_use: "Donnez votre fichier et suivez toutes les étapes, téléchargements compris\u{a0}: rien ne manque.",
        "Give your file and go through every step, downloads included: nothing is missing.";
    /// Third step.
    plug_close: "Fermez l’onglet avant de rétablir le réseau\u{a0}: rien n’aura pu attendre son retour.",
        "Close the tab before the network comes back: nothing can have waited for it.";
    /// Another way.
    plug_watch: "Ou laissez le réseau, et surveillez l’onglet Réseau\u{a0}: aucune requête vers un serveur n’y apparaît.",
        "Or leave the network on and watch the Network tab: no request to any server appears there.";
    /// Where the browser keeps the page.
    kept: "Votre navigateur garde cette page\u{a0}: elle s’ouvre aussi sans réseau.", "Your browser keeps this page: it opens without a network too.";
    /// Where it does not.
    not_kept: "Ici le navigateur ne garde pas la page\u{a0}: il faut le réseau pour l’ouvrir, pas pour s’en servir.",
        "Here the browser does not keep the page: it takes a network to open it, none to use it.";

    /// Where the page is one file.
    one_file: "Toute la page tient dans un fichier, segmenta.html\u{a0}: enregistré sur un disque, il s’ouvre sans réseau.",
        "All of the page is in one file, segmenta.html: saved on a disk, it opens without a network.";

    /// Heading: the attempt.
    try_heading: "Essayez d’envoyer quelque chose", "Try to send something";
    /// What the button does.
    try_hint: "Le bouton essaie d’envoyer un seul mot, sans rien de vos données, à l’adresse de cette page puis à celle que voici, et montre ce que répond le navigateur.",
        "The button tries to send a single word, and nothing of your data, to this page’s own address and then to this one, and shows what the browser answers.";
    /// Label of the address.
    try_address: "Autre adresse", "Another address";
    /// The button.
    try_send: "Essayer d’envoyer", "Try to send";
    /// While it waits.
    trying: "Essai en cours…", "Trying…";

    /// Heading: what is beyond the seal.
    limits_heading: "Ce qu’aucune règle n’empêche", "What no policy can stop";
    /// Extensions.
    limit_extensions: "Les extensions du navigateur lisent ce que montrent les pages, et peuvent l’envoyer. Un profil sans extension les écarte.",
        "Extensions of the browser read what pages show, and can send it. A profile without extensions keeps them out.";
    /// The system.
    limit_system: "Le navigateur lui-même, le système et les autres programmes de l’appareil.",
        "The browser itself, the system, and other programs on the device.";
    /// The user.
    limit_user: "Ce que vous en faites\u{a0}: fichiers téléchargés, copies, captures d’écran.",
        "What you do with it: downloaded files, copies, screenshots.";
    /// Ways of the browser that policies do not govern.
    limit_ways: "Quelques voies que les règles des navigateurs ne couvrent pas\u{a0}: quitter la page pour une autre adresse, chercher le nom d’un serveur, les appels vidéo (WebRTC). Le programme n’en emprunte aucune\u{202f}; débranchez, et elles sont fermées aussi.",
        "A few ways that browsers’ policies do not cover: leaving the page for another address, looking up a server’s name, video calls (WebRTC). The program takes none of them; pull the plug and they are closed too.";
    /// The page around a frame.
    limit_frame: "Dans un cadre, les messages à la page qui l’entoure. Le programme lui dit qu’il est là, et ne lui remet un fichier que si vous l’acceptez.",
        "In a frame, messages to the page around it. The program tells it that it is there, and hands it a file only if you agree.";
    /// The host.
    limit_host: "Le serveur, avant le sceau\u{a0}: c’est lui qui donne la page. Les empreintes ci-dessous disent si c’est la bonne.",
        "The host, before the seal: it is what hands out the page. The hashes below tell whether it is the right one.";
    /// The service worker.
    limit_keeper: "Ce qui garde la page pour l’ouvrir sans réseau (service-worker.js) est hors du sceau. La page ne peut rien lui dire, et il se lit en une minute. Le navigateur demande de temps à autre au serveur s’il y en a un nouveau.",
        "What keeps the page so that it opens without a network (service-worker.js) stands outside the seal. The page can tell it nothing, and it can be read in a minute. Now and then the browser asks the host whether there is a newer one.";

    /// Heading: the files.
    files_heading: "Les empreintes des fichiers", "The hashes of the files";
    /// What they are for.
    files_hint: "L’empreinte SHA-256 de chaque fichier de cette version. Comparez-la à une liste reçue par une autre voie, de la personne qui vous a confié Segmenta, ou tirée des sources (cargo xtask build, avec les mêmes outils). Pour contrôler les fichiers, enregistrez-les dans un dossier avec sha256sums.txt, puis\u{a0}:",
        "The SHA-256 of each file of this build. Compare it with a list that came another way, from whoever gave you Segmenta, or made from the sources (cargo xtask build, with the same tools). To check the files, save them in a folder together with sha256sums.txt, then:";
    /// Where there is no list.
    no_files: "Ce serveur a donné la page sans sa liste d’empreintes.", "This host gave the page without its list of hashes.";
    /// Where there is one file.
    one_file_hint: "Un fichier ne peut porter sa propre empreinte. Calculez celle de segmenta.html, et comparez-la à celle reçue par une autre voie, de la personne qui vous a confié Segmenta, ou tirée des sources (cargo xtask build --single-file, avec les mêmes outils)\u{a0}:",
        "A file cannot hold its own hash. Make that of segmenta.html, and compare it with one that came another way, from whoever gave you Segmenta, or made from the sources (cargo xtask build --single-file, with the same tools):";
    /// Head: a file's name.
    file: "Fichier", "File";
    /// Head: its hash.
    hash: "SHA-256", "SHA-256";

    /// When a newer build is there.
    newer: "Une nouvelle version est prête. La page en cours ne change pas\u{202f}; recharger efface ce qu’elle montre.",
        "A new version is ready. This page stays as it is; reloading clears what it shows.";
    /// Loads it.
    reload: "Recharger", "Reload";
}

/// That the browser refused a request.
#[must_use]
pub fn refused(address: &str, language: Language) -> String {
    match language {
        Language::French => format!("Refusé par le navigateur\u{a0}: {address}"),
        Language::English => format!("Refused by the browser: {address}"),
    }
}

/// That a request failed without a policy's refusal.
#[must_use]
pub fn failed(address: &str, why: &str, language: Language) -> String {
    match language {
        Language::French => format!("Pas envoyé à {address}, sans que le navigateur nomme de règle\u{a0}: {why}"),
        Language::English => format!("Not sent to {address}, and the browser named no policy: {why}"),
    }
}

/// That a request left.
#[must_use]
pub fn sent(address: &str, language: Language) -> String {
    match language {
        Language::French => format!("Parti vers {address}\u{a0}: le sceau ne tient pas. Fermez cette page."),
        Language::English => format!("Sent to {address}: the seal does not hold. Close this page."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_set_as_its_language_asks() {
        crate::text::sentences::check(ALL);
    }
}
