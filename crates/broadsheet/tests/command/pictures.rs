//! Pictures: what lies with the sources is copied in a few widths, without what cameras write beside it.

use std::collections::BTreeSet;
use std::fs;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use serde_json::Value;

use crate::harness::Test;
use crate::picture_files::{base64, crc32, jpeg, photograph, with_exif, written};

const BOATS: &str = "# Harbour\n\nText.\n\n![Boats](boats.jpg \"The harbour at noon\")\n";

fn bundled(boats: Vec<u8>) -> Test {
    let test = Test::new().file("in/a.md", BOATS).file("in/boats.jpg", boats);
    test.bundle();
    test.run(&["check", "out"]).success();
    test
}

/// The names of the pictures in an archive.
pub fn names(test: &Test, folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(test.path(folder)).into_iter().flatten();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// The articles of an archive.
pub fn articles(test: &Test, archive: &str) -> Vec<Value> {
    let lines = test.run(&["export", archive]).success().stdout;
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The first picture of the only article.
fn shown(test: &Test) -> Value {
    articles(test, "out")[0]["associations"][0].clone()
}

/// The widths in which a picture is there.
pub fn widths(picture: &Value) -> Vec<u64> {
    let renditions = picture["renditions"].as_array().into_iter().flatten();
    renditions.map(|rendition| rendition["width"].as_u64().unwrap()).collect()
}

/// The picture's file at a place among its renditions.
fn opened(test: &Test, picture: &Value, at: usize) -> DynamicImage {
    let href = picture["renditions"][at]["href"].as_str().unwrap();
    image::load_from_memory(&fs::read(test.path("out").join(href)).unwrap()).unwrap()
}

#[test]
fn a_picture_is_copied_in_a_few_widths() {
    let test = bundled(jpeg(&photograph(1600, 1200)));
    let picture = shown(&test);
    assert_eq!(widths(&picture), [320, 640, 1280]);
    assert_eq!((&picture["width"], &picture["height"]), (&1280.into(), &960.into()));
    assert_eq!((&picture["href"], &picture["caption"]), (&Value::Null, &"The harbour at noon".into()));
    for (at, width) in [(0, 320), (1, 640), (2, 1280)] {
        let file = opened(&test, &picture, at).into_rgb8();
        assert_eq!(file.dimensions(), (width, width * 3 / 4));
        assert!(file.get_pixel(width / 2, 10).0[0] > 180 && file.get_pixel(width / 2, width * 3 / 4 - 10).0[2] > 180);
    }
}

#[test]
fn a_picture_is_never_made_larger() {
    for (width, expected) in
        [(1, vec![1]), (300, vec![300]), (330, vec![330]), (500, vec![320, 500]), (1280, vec![320, 640, 1280])]
    {
        assert_eq!(widths(&shown(&bundled(jpeg(&photograph(width, 10))))), expected);
    }
}

#[test]
fn a_picture_stands_as_its_camera_was_held_and_says_nothing_else_of_it() {
    for (orientation, size, [above, below]) in [
        (1, (400, 200), [0, 2]),
        (3, (400, 200), [2, 0]),
        (4, (400, 200), [2, 0]),
        (6, (200, 400), [9, 9]),
        (8, (200, 400), [9, 9]),
    ] {
        let test = bundled(with_exif(&photograph(400, 200), orientation, "GPS 52.5163 N 13.3777 E"));
        let picture = shown(&test);
        assert_eq!((&picture["width"], &picture["height"]), (&size.0.into(), &size.1.into()), "{orientation}");
        let widest = picture["renditions"].as_array().unwrap().len() - 1;
        let file = opened(&test, &picture, widest).into_rgb8();
        assert_eq!(file.dimensions(), size);
        let channel = |x, y| (0..3).max_by_key(|at| file.get_pixel(x, y).0[*at]).unwrap();
        if above < 9 {
            assert_eq!([channel(200, 5), channel(200, 195)], [above, below], "{orientation}");
        } else {
            // Turned to the right, what was above is at the right.
            let right = if orientation == 6 { 195 } else { 5 };
            assert_eq!([channel(right, 200), channel(200 - right, 200)], [0, 2], "{orientation}");
        }
        for name in names(&test, "out/pictures") {
            let bytes = fs::read(test.path("out/pictures").join(name)).unwrap();
            assert!(!bytes.windows(3).any(|three| three == b"GPS") && !bytes.windows(4).any(|four| four == b"Exif"));
        }
    }
}

#[test]
fn every_format_that_is_taken_is_read() {
    let drawing = RgbImage::from_fn(600, 300, |x, _| if x % 100 < 50 { Rgb([0, 0, 0]) } else { Rgb([250, 250, 250]) });
    let glass = RgbaImage::from_fn(600, 300, |x, _| Rgba([0, 0, 0, if x < 300 { 0 } else { 255 }]));
    for (picture, format, extension) in [
        (drawing.clone().into(), ImageFormat::Png, "png"),
        (DynamicImage::from(drawing.clone()).into_rgba8().into(), ImageFormat::Gif, "png"),
        (drawing.clone().into(), ImageFormat::WebP, "png"),
        (drawing.into(), ImageFormat::Jpeg, "jpg"),
        (photograph(600, 300), ImageFormat::Png, "jpg"),
        (DynamicImage::from(glass), ImageFormat::Png, "png"),
    ] {
        let is_glass = picture.color().has_alpha() && format == ImageFormat::Png;
        // What a file is called does not matter.
        let test = bundled(written(&picture, format));
        assert!(names(&test, "out/pictures").iter().all(|name| name.ends_with(extension)), "{format:?}");
        if is_glass {
            let file = opened(&test, &shown(&test), 1).into_rgb8();
            assert_eq!((file.get_pixel(10, 10).0, file.get_pixel(590, 10).0), ([255; 3], [0; 3]), "on white");
        }
    }
}

#[track_caller]
fn check_lost(bytes: Vec<u8>, status: i32, said: &str) {
    let test = Test::new().file("in/a.md", BOATS).file("in/boats.jpg", bytes);
    test.run(&["bundle", "in", "--out", "out"]).status(status).says("in/a.md: the picture boats.jpg ").says(said);
    let article = articles(&test, "out")[0].clone();
    assert_eq!(article["associations"][0]["renditions"], Value::Null);
    assert_eq!(article["body"][1]["text"], "The harbour at noon");
    assert_eq!(names(&test, "out/pictures"), BTreeSet::new());
    test.run(&["check", "out"]).success();
}

#[test]
fn a_picture_that_cannot_be_shown_is_named_and_keeps_its_caption() {
    let whole = jpeg(&photograph(400, 400));
    check_lost(whole[..whole.len() / 2].to_vec(), 1, "is cut off");
    check_lost(whole[..20].to_vec(), 1, "is damaged");
    check_lost(written(&photograph(99, 99), ImageFormat::Png)[..5000].to_vec(), 1, "is damaged");
    check_lost(Vec::new(), 1, "is empty");
    check_lost(b"GIF89a".to_vec(), 1, "is damaged");
    check_lost(b"no picture at all".to_vec(), 1, "in no format that is read");
    check_lost(b"<!doctype html><title>404</title>".to_vec(), 1, "is a web page");
    check_lost(b"BM\0\0\0\0\0\0\0\0".to_vec(), 1, "in the format BMP");
    check_lost(b"\0\0\0\x20ftypheic".to_vec(), 1, "in the format HEIC");
    check_lost(b"\0\0\0\x20ftypavif\0\0\0\0".to_vec(), 1, "in the format AVIF");
    check_lost(b"\0\0\0\x20ftypmif1\0\0\0\0mif1avif".to_vec(), 1, "in the format AVIF");
    check_lost(b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), 0, "note: ");
}

/// 50,000 by 50,000 pixels of one colour are a file of some kilobytes, and 7.5 GB once they are unpacked.
#[test]
fn a_bomb_is_told_by_its_head() {
    let mut bomb = written(&photograph(8, 8), ImageFormat::Png);
    bomb[16..24].copy_from_slice(&[0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50]);
    let checksum = crc32(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&checksum.to_be_bytes());
    check_lost(bomb, 1, "has 50000 by 50000 pixels");
}

#[test]
fn paths_do_not_climb_out_of_the_source() {
    let test = Test::new()
        .file("secret.jpg", jpeg(&photograph(10, 10)))
        .file("in/a.md", "# Harbour\n\nText.\n\n![x](../secret.jpg)\n");
    test.run(&["bundle", "in", "--out", "out"]).status(1).says("the picture ../secret.jpg lies outside of the source");
    assert_eq!(names(&test, "out/pictures"), BTreeSet::new());
}

#[test]
fn pictures_in_the_text_of_an_article_are_taken_out_of_it() {
    let encoded = base64(&jpeg(&photograph(200, 100)));
    let test =
        Test::new().file("in/a.md", format!("# Harbour\n\nText.\n\n![Boats](data:image/jpeg;base64,{encoded})\n"));
    test.bundle();
    assert_eq!(widths(&shown(&test)), [200]);
    assert!(
        !String::from_utf8_lossy(&test.files("out").into_values().flatten().collect::<Vec<_>>())
            .contains(&encoded[..60])
    );
}

#[test]
fn the_pictures_of_a_saved_page_come_from_its_folder_or_its_file() {
    let text =
        "The ferry left the harbour at noon, and nobody who had waited on the quay since the morning was left behind. "
            .repeat(8);
    let page = |src: &str| {
        format!(
            "<html><head><title>Ferry leaves harbour</title><meta property='og:type' content='article'></head><body><article>\
             <h1>Ferry leaves harbour</h1><p>{text}</p><figure><img src='{src}' width='300'><figcaption>The ferry</figcaption>\
             </figure><p>{text}</p></article></body></html>"
        )
    };
    let picture = jpeg(&photograph(500, 300));
    let folder = Test::new()
        .file("in/Ferry.html", page("./Ferry_files/the%20ferry.jpg"))
        .file("in/Ferry_files/the ferry.jpg", &picture);
    folder.bundle();
    let part = |kind: &str, location: &str, text: &str| {
        format!(
            "--x\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\nContent-Location: {location}\r\n\r\n{text}\r\n"
        )
    };
    let single = [
        "Snapshot-Content-Location: https://news.example/ferry\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n".to_owned(),
        part("text/html", "https://news.example/ferry", &base64(page("/img/ferry.jpg").as_bytes())),
        part("image/png", "https://news.example/img/logo.png", "AAAA"),
        part("image/jpeg", "https://news.example/img/ferry.jpg", &base64(&picture)),
        "--x--\r\n".to_owned(),
    ];
    let single = Test::new().file("in/ferry.mhtml", single.concat());
    single.bundle();
    for test in [folder, single] {
        let picture = shown(&test);
        assert_eq!((widths(&picture), &picture["height"]), (vec![320, 500], &300.into()));
        assert_eq!(picture["caption"], "The ferry");
    }
}

#[test]
fn no_picture_is_made_twice() {
    let picture = jpeg(&photograph(700, 400));
    let test = Test::new()
        .file("in/a.md", BOATS)
        .file("in/b.md", BOATS.replace("Harbour", "Second").replace("boats", "copy"))
        .file("in/boats.jpg", &picture)
        .file("in/copy.jpg", &picture);
    test.bundle();
    assert_eq!(names(&test, "out/pictures").len(), 2);
    let modified = |name: &String| fs::metadata(test.path("out/pictures").join(name)).unwrap().modified().unwrap();
    let times: Vec<_> = names(&test, "out/pictures").iter().map(modified).collect();
    let before = test.files("out/pictures");
    test.write("in/c.txt", "A headline of some length\n\nText.");
    test.bundle();
    assert!(names(&test, "out/pictures").iter().map(modified).eq(times), "what is there is taken as it is");
    // One that was damaged is made anew, and is the same on every run.
    let damaged = names(&test, "out/pictures").pop_first().unwrap();
    test.write(&format!("out/pictures/{damaged}"), "damaged");
    test.run(&["check", "out"]).status(1).says(&damaged);
    test.bundle();
    assert!(test.files("out/pictures") == before);
    test.run(&["check", "out"]).success();
    fs::remove_file(test.path("out/pictures").join(&damaged)).unwrap();
    test.run(&["check", "out"]).status(1).says(&damaged);
}

#[test]
fn pictures_that_no_article_shows_any_more_are_gone() {
    let article = |name: &str| format!("---\nuri: urn:{name}\n---\n# {name}\n\nText.\n\n![Boats]({name}.jpg)\n");
    let test = Test::new();
    for (width, name) in [(100, "one"), (200, "two"), (300, "three")] {
        test.write(&format!("in/{name}.md"), article(name));
        test.write(&format!("in/{name}.jpg"), jpeg(&photograph(width, 100)));
    }
    let held = |expected: &[u32]| {
        let held: BTreeSet<u32> =
            names(&test, "out/pictures").iter().map(|name| name.split('-').nth(1).unwrap().parse().unwrap()).collect();
        assert_eq!(held, expected.iter().copied().collect());
    };
    test.bundle();
    held(&[100, 200, 300]);
    test.run(&["bundle", "--out", "out", "--remove", "urn:one"]).success();
    held(&[200, 300]);
    test.run(&["bundle", "in/one.md", "--out", "out", "--append"]).success();
    held(&[100, 200, 300]);
    test.write("in/two.md", article("two").replace("uri:", "pubStatus: canceled\nuri:"));
    test.run(&["bundle", "in/two.md", "--out", "out", "--append"]).success();
    held(&[100, 300]);
    // A picture that another article shows too stays.
    test.write("in/three.jpg", jpeg(&photograph(100, 100)));
    test.bundle();
    // The edition before stays for pages that are open, and goes with the next.
    held(&[100, 300]);
    test.write("in/four.txt", "A headline of some length\n\nText.");
    test.bundle();
    held(&[100]);
    test.run(&["bundle", "--out", "out", "--remove", "urn:three"]).success();
    held(&[100]);
    test.run(&["bundle", "--out", "out", "--remove", "urn:one"]).success();
    assert_eq!(names(&test, "out/pictures"), BTreeSet::new());
    test.run(&["check", "out"]).success();
}

#[test]
fn what_may_not_be_published_leaves_no_picture() {
    let test = Test::new()
        .file("in/a.md", BOATS)
        .file(
            "in/b.md",
            format!("---\nembargoedUntil: 2999-01-01T00:00:00Z\n---\n{}", BOATS.replace("boats", "secret")),
        )
        .file("in/boats.jpg", jpeg(&photograph(100, 100)))
        .file("in/secret.jpg", jpeg(&photograph(200, 100)));
    test.bundle();
    assert_eq!(names(&test, "out/pictures").len(), 1);
}

#[test]
fn the_settings_say_which_pictures_are_shown() {
    let elsewhere = "# Elsewhere\n\nText.\n\n![x](https://img.example.org/a.jpg \"Caption\")\n";
    let test = Test::new()
        .file("in/a.md", BOATS)
        .file("in/b.md", elsewhere)
        .file("in/boats.jpg", jpeg(&photograph(400, 100)))
        .file("dist/index.html", "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; img-src 'self'; x\"><title>app</title>");
    let built = |settings: &str| {
        test.write("in/broadsheet.toml", settings);
        let outcome = test.run(&["build", "in", "--app", "dist", "--out", "site"]).success();
        let pages: Vec<String> = test
            .files("site")
            .into_iter()
            .filter(|(path, _)| path.extension().is_some_and(|end| end == "html"))
            .map(|(_, bytes)| String::from_utf8(bytes).unwrap())
            .collect();
        (outcome, pages, articles(&test, "site"))
    };
    let renditions = |articles: &[Value]| {
        articles.iter().map(|article| widths_or_none(&article["associations"][0])).collect::<Vec<_>>()
    };
    let (outcome, pages, found) = built("");
    outcome.says("pictures on other hosts: 1;");
    assert!(pages.iter().all(|page| page.contains("img-src 'self';")));
    assert_eq!(renditions(&found), [2, 0]);

    let (outcome, _, found) = built("pictures = \"none\"\n");
    outcome.says("pictures left out, as the settings say: 1;");
    assert_eq!(renditions(&found), [0, 0]);

    let (_, pages, found) = built("pictures = { hosts = [\"img.example.org\"] }\n");
    assert_eq!(renditions(&found), [2, 1]);
    assert!(pages.iter().all(|page| page.contains("img-src 'self' img.example.org;")), "every page says so");
    assert_eq!(pages.iter().filter(|page| page.contains("src=\"https://img.example.org/a.jpg\"")).count(), 1);

    test.write("in/broadsheet.toml", "pictures = \"all\"\n");
    test.run(&["build", "in", "--app", "dist", "--out", "site"]).status(2).says("neither \"local\" nor \"none\"");
}

fn widths_or_none(picture: &Value) -> usize {
    picture["renditions"].as_array().map_or(0, Vec::len)
}

#[test]
fn a_static_page_shows_the_picture_without_shifting() {
    let test = Test::new()
        .file("in/a.md", BOATS)
        .file("in/boats.jpg", jpeg(&photograph(1600, 800)))
        .file("in/broadsheet.toml", "baseAddress = \"https://news.example/\"\n")
        .file("dist/index.html", "<title>app</title>");
    test.run(&["build", "in", "--app", "dist", "--out", "site"]).success();
    let pages = test.files("site/article");
    let page = String::from_utf8(pages.into_values().next().unwrap()).unwrap();
    let document = scraper::Html::parse_document(&page);
    let img = document.select(&scraper::Selector::parse("figure img").unwrap()).next().unwrap().value();
    assert_eq!((img.attr("width"), img.attr("height"), img.attr("loading")), (Some("1280"), Some("640"), Some("lazy")));
    assert_eq!(img.attr("alt"), Some("Boats"));
    let there = |href: &str| test.path("site/article").join(href).is_file();
    assert!(there(img.attr("src").unwrap()));
    let set: Vec<&str> = img.attr("srcset").unwrap().split(", ").collect();
    assert_eq!(set.len(), 3);
    assert!(set.iter().all(|candidate| there(candidate.split(' ').next().unwrap())), "{set:?}");
    assert!(page.contains("property=\"og:image\" content=\"https://news.example/archive/pictures/"));
}

#[test]
fn a_run_that_was_stopped_before_its_manifest_can_be_repeated() {
    let test = bundled(jpeg(&photograph(100, 100)));
    let whole = test.files("out");
    fs::remove_file(test.path("out/archive.json")).unwrap();
    test.write("out/pictures/.broadsheet-new-7", "unfinished");
    test.bundle();
    assert!(test.files("out") == whole);
    // What someone else put there is nobody's business.
    test.write("out/pictures/notes.txt", "mine");
    test.bundle();
    assert!(test.path("out/pictures/notes.txt").exists());
}
