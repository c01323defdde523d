//! Lines in, and whether they are furniture.

use super::*;

#[track_caller]
fn check(line: &str, expected: bool) {
    assert_eq!(is_furniture(line), expected, "{line}");
}

#[test]
fn furniture_is_known() {
    for line in [
        "ADVERTISEMENT",
        "Advertisement - Scroll to continue",
        "Story continues below advertisement",
        "Share this article",
        "Stay informed - Follow the Courier on WhatsApp, Google News and Telegram",
        "Follow us on Facebook!",
        "Follow The Courier on Twitter: @courier",
        "Sign up for our daily newsletter.",
        "SIGN UP HERE FOR FREE",
        "Subscribe to our newsletter and get the news in your mailbox.",
        "Get the latest news delivered to your inbox: sign up for our newsletter",
        "Download our app for alerts",
        "Click here to read the whole report",
        "Read more: Ferry prices to rise",
        "Also read: Ferry prices to rise",
        "» Related: Ferry prices to rise",
        "© 2016 The Courier. All rights reserved.",
        "Copyright 2016 The Courier",
        "All rights reserved.",
        "We use cookies to improve your visit. By continuing you agree.",
        "5 min read",
        "Lesen Sie auch: Die Fähre wird teurer",
        "BUY NOW",
        "In den Warenkorb",
        "Follow",
        "Compartir en Whatsapp",
        "Partager l’article :",
        "Auf Facebook teilen",
        "Link copied",
        "Baca juga: Pasar Ikan Pindah ke Dermaga",
        "Czytaj także: Targ przenosi się na rynek",
        "यह भी पढ़ें: बाजार चौक में जाएगा",
        "اقرأ أيضاً: السوق ينتقل إلى الساحة",
        "קראו גם: השוק עובר לכיכר",
        "Article réservé aux abonnés",
        "Il vous reste 42.7% de cet article à lire. La suite est réservée aux abonnés.",
    ] {
        check(line, true);
    }
}

#[track_caller]
fn check_starts(lines: &[(&str, Option<usize>)]) {
    for (line, start) in lines {
        assert_eq!(added_to_feed(line), *start, "{line}");
    }
}

#[test]
fn what_feeds_add_is_told() {
    check_starts(&[
        ("The post Harbour opens appeared first on The Courier.", Some(0)),
        ("It opened […] The post Harbour opens appeared first on The Courier.", Some(16)),
        ("Der Beitrag Hafen offen erschien zuerst auf Kurier.", Some(0)),
        ("He said that the post of harbour master is free.", None),
        ("The photograph appeared first on Monday.", None),
    ]);
}

/// Where the headline began with the same words the sentence was cut in its middle, and prose was cut where it spoke of a post.
#[test]
fn what_feeds_add_is_a_whole_sentence() {
    check_starts(&[
        ("The post The Post Office scandal appeared first on X.", Some(0)),
        ("The post The post office closes appeared first on X.", Some(0)),
        ("“It opened.” The post The post office closes appeared first on X.", Some(17)),
        ("The post of harbour master is free. The post Harbour opens appeared first on The Courier.", Some(36)),
        ("A scandal in the post office appeared first on the BBC in May.", None),
        ("A report on The post Office scandal appeared first on the BBC in May.", None),
    ]);
}

#[test]
fn prose_is_not_furniture() {
    for line in [
        "Subscribers to the newsletter said they would follow the talks.",
        "Sign up for the trial has been slow, officials said.",
        "Follow the money, the old rule goes.",
        "Follow-up talks on Google's tax bill begin on Monday.",
        "“Subscribe to our newsletter,” the sign read.",
        "Share prices fell by a tenth on Tuesday.",
        "Get the latest figures and the trend is plain: fewer ships, larger ones.",
        "Advertisement revenue fell by a tenth.",
        "Related companies paid no tax, the report said.",
        "Read more slowly, the teacher told the class.",
        "Cookies are baked here by the thousand.",
        "He reserved all rights to the song.",
        "Stay tuned instruments are rare in this climate.",
        "Print workers went back to the presses.",
        "Click tracks guide the drummers.",
        "Download speeds in the islands doubled.",
        "Join the queue at dawn, residents say.",
        "Facebook.",
        "Share on share the market fell.",
        "Copy editors print the page by the post.",
        "Tags on the crates were torn.",
        "Réservé aux abonnés depuis mars, le service compte mille clients.",
        "编辑部周二发表了一份声明",
        "编辑：今天港口的情况怎么样？",
    ] {
        check(line, false);
    }
}

/// A sentence that says more on a matter went as a pointer to another article.
#[test]
fn a_sentence_about_the_matter_is_no_pointer() {
    check("Zum Thema: Die Reederei hat am Abend erklärt, dass sie zwei Fähren verkauft.", false);
    check("Mehr dazu: Die Fähre wird teurer", true);
    check("Lesen Sie auch: Die Fähre wird teurer.", true);
}

/// Sentences went that begin as a line does which keeps the rest of a text for those who pay.
#[test]
fn sentences_about_subscribers_are_no_walls() {
    for line in [
        "Subscribers only pay half price at the gate.",
        "For subscribers only the first month is free.",
        "Subscriber-only newsletters now bring the paper a fifth of its income.",
        "Subscribers only pay half price at the gate",
        "Exclusivo para suscriptores es el nuevo servicio de la tarde.",
    ] {
        check(line, false);
    }
    for line in [
        "Subscribers only",
        "For subscribers only.",
        "For subscribers only: Why the harbour is closed",
        "For subscribers only. Log in to read the rest of this article.",
        "Subscriber-only content.",
        "Nur für Abonnenten",
        "Contenido exclusivo para suscriptores de El Correo.",
    ] {
        check(line, true);
    }
}

/// Names of papers and parts went, whose words are those of buttons.
#[test]
fn names_that_are_verbs_too_are_no_buttons() {
    for line in [
        "La Stampa",
        "The Print",
        "The Tweet",
        "Tweet by tweet",
        "La copia",
        "Deel X",
        "Deel A",
        "The Print Story",
        "En copia",
    ] {
        check(line, false);
    }
    for line in [
        "Share on X",
        "Deel op X",
        "Deel dit artikel",
        "Stampa articolo",
        "Copia link",
        "Print this",
        "Diesen Artikel teilen",
        "Copiar enlace",
        "Share via email",
        "Email Print",
    ] {
        check(line, true);
    }
}
