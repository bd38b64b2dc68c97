//! `sidelight check`: what a folder holds, without publishing it.

use crate::workshop::Workshop;

#[test]
fn a_good_folder_is_counted_and_nothing_is_written() {
    let workshop = Workshop::new();
    workshop.write(
        "library/gazetteer/cities.tsv",
        "name\tstate\tdivision\tlatitude\tlongitude\tpopulation\nAneho\tgulf\t\t6.23\t1.6\t29000\n",
    );
    let output = workshop.run(&["check", "library"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    insta::assert_snapshot!(String::from_utf8(output.stdout).expect("it prints text"));
    assert!(!workshop.path("site").exists());
}

#[test]
fn defects_are_told_as_by_build() {
    let workshop = Workshop::new();
    workshop.write("library/gazetteer/points.tsv", "entity\tlatitude\tlongitude\nnowhere\t1\t2\n");
    let message = workshop.refusal(&["check", "library"], 1);
    assert!(message.contains("points.tsv:2: “nowhere” is not the id of any entity"), "{message}");
}
