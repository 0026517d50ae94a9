"""The hotspot's agent on a root of its own: python3 -B -m unittest discover -s creator/base-image/reference/test -p '*_test.py'"""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "root/usr/lib/hotspot"))

import agent  # noqa: E402
import contents  # noqa: E402
import homepage  # noqa: E402
import reads  # noqa: E402
import settings  # noqa: E402
import system  # noqa: E402

ZONES = {"UTC", "Africa/Bamako"}
LANGUAGES = {"fr", "fr_FR", "pt_BR"}


class SettingsTest(unittest.TestCase):
    def read(self, raw):
        self.problems = []
        return settings.read(raw, ZONES, LANGUAGES, self.problems)

    def test_everything_that_is_asked_for_is_read(self):
        ap = {"ssid": "Clínic", "passphrase": "open sesame", "channel": 6, "country": "ML", "hide": True, "domain": "clinic", "tld": "lan"}
        read = self.read(
            {
                "hostname": "clinic",
                "timezone": "Africa/Bamako",
                "language": "pt-BR",
                "ap": ap,
                "admin": {"username": "nurse", "password": "aspirin 500"},
            }
        )
        self.assertEqual([], self.problems)
        self.assertEqual(("clinic", "Africa/Bamako", "pt_BR"), (read.hostname, read.timezone, read.language))
        self.assertEqual(settings.Wifi("Clínic", "open sesame", channel=6, country="ML", hide=True, domain="clinic.lan"), read.wifi)
        self.assertEqual(settings.Admin("nurse", "aspirin 500"), read.admin)

    def test_what_the_home_page_shows_is_read(self):
        looks = {"logo": "/data/conf/logo.png", "favicon": "/data/conf/icon.ico", "primary": "#1F5f8b", "background": "#000000"}
        read = self.read({"title": "Klinik <1>", "branding": looks, "metrics": True})
        self.assertEqual([], self.problems)
        self.assertEqual("Klinik <1>", read.title)
        self.assertEqual(settings.Branding(**looks), read.branding)
        self.assertIs(True, read.metrics)

    def test_one_bad_look_does_not_keep_the_others_out(self):
        read = self.read({"branding": {"primary": "red", "background": "#000000", "css": "x"}})
        self.assertEqual(settings.Branding(background="#000000"), read.branding)
        self.assertIn("branding.primary: 'red' (expected a colour", self.problems[0])
        self.assertEqual(2, len(self.problems), self.problems)

    def test_nothing_asked_for_changes_nothing(self):
        self.assertEqual(settings.Settings(), self.read(None))
        self.assertEqual(settings.Settings(), self.read({}))

    def test_one_bad_value_does_not_keep_the_others_out(self):
        read = self.read({"hostname": "a b", "timezone": "Africa/Bamako", "containers": {}})
        self.assertEqual((None, "Africa/Bamako"), (read.hostname, read.timezone))
        self.assertEqual(2, len(self.problems))
        self.assertIn("hostname: 'a b' (expected letters", self.problems[0])
        self.assertIn("containers: left out", self.problems[1])

    def test_a_document_of_another_shape_is_left_out_whole(self):
        for raw in ([], "text", 3):
            self.assertEqual(settings.Settings(), self.read(raw))
            self.assertEqual(1, len(self.problems))

    def test_values_that_would_break_out_of_a_file_are_refused(self):
        for bad in (
            {"hostname": "a\nb"},
            {"timezone": "../../etc/shadow"},
            {"timezone": ["Africa/Bamako"]},
            {"language": ["fr"]},
            {"title": "a\nb"},
            {"title": " "},
            {"title": 7},
            {"branding": {"logo": "/etc/shadow"}},
            {"branding": {"logo": "/data/../etc/shadow"}},
            {"branding": {"logo": "/data//x"}},
            {"branding": {"primary": "#fff;}</style>"}},
            {"branding": []},
            {"metrics": "yes"},
            {"ap": {"ssid": ""}},
            {"ap": {"channel": 15}},
            {"ap": {"hide": "no"}},
            {"ap": {"spoof": 1}},
            {"ap": {"tld": "a b"}},
            {"ap": {"welcome": "-"}},
            {"ap": []},
            {"language": "fr_FR; reboot"},
            {"ap": {"ssid": "a\nwpa=0"}},
            {"ap": {"domain": "a/8.8.8.8\naddress=/b"}},
            {"ap": {"country": "FR\n"}},
            {"ap": {"channel": True}},
            {"ap": {"address": "8.8.8.1"}},
            {"admin": {"username": "a:b", "password": "12345678"}},
            {"admin": {"username": "nurse", "password": "12345678\nroot:12345678"}},
        ):
            self.read(bad)
            self.assertTrue(self.problems, bad)

    def test_a_bad_passphrase_does_not_open_the_network(self):
        self.assertIsNone(self.read({"ap": {"ssid": "Clinic", "passphrase": "short"}}).wifi)

    def test_no_problem_repeats_a_secret(self):
        self.read({"ap": {"passphrase": "geheim"}, "admin": {"username": "nurse", "password": "geheim", "geheim": 1}})
        self.read({"admin": "geheim"})
        self.assertFalse([each for each in self.problems if "geheim" in each and "left out (this" not in each])


class SystemTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.commands = []
        self.device = system.System(self.root, lambda words, **more: self.commands.append((words, more.get("input"))))
        self.device.write("usr/share/zoneinfo/tzdata.zi", "# version\nR x\nZ Africa/Abidjan 0\nL Africa/Abidjan Africa/Bamako\n")
        self.device.write(system.SUPPORTED, "en_AG UTF-8\nen_US.UTF-8 UTF-8\nfr_BE.UTF-8 UTF-8\nfr_FR.UTF-8 UTF-8\nsw_KE UTF-8\nfr_FR ISO-8859-1\n")
        self.device.write("etc/passwd", "root:x:0:0::/root:/bin/bash\nwww-data:x:33:33::/:/bin/false\nnurse:x:1000:1000::/:/bin/bash\n")

    def text(self, name):
        return (self.root / name).read_text()

    def test_what_there_is_to_choose_from(self):
        self.assertEqual({"UTC", "Africa/Abidjan", "Africa/Bamako"}, self.device.timezones())
        self.assertEqual({"en", "en_AG", "en_US", "fr", "fr_BE", "fr_FR", "sw", "sw_KE"}, self.device.languages())
        chosen = [self.device.locale_of(each) for each in ("fr", "en", "sw", "fr_BE")]
        self.assertEqual(["fr_FR", "en_US", "sw_KE", "fr_BE"], chosen)

    def test_names_and_time(self):
        self.device.apply(settings.Settings(hostname="clinic", timezone="Africa/Bamako", language="fr"))
        self.assertEqual("clinic\n", self.text("etc/hostname"))
        self.assertIn("127.0.1.1 clinic\n", self.text("etc/hosts"))
        self.assertEqual("/usr/share/zoneinfo/Africa/Bamako", str((self.root / "etc/localtime").readlink()))
        self.assertEqual("LANG=fr_FR.UTF-8\n", self.text("etc/default/locale"))
        self.assertEqual(["localedef", "-i", "fr_FR", "-f", "UTF-8", "fr_FR.UTF-8"], self.commands[0][0])

    def test_a_network_with_a_password(self):
        self.device.apply(settings.Settings(wifi=settings.Wifi("Clinic", "open sesame", channel=6, country="ML", domain="clinic.lan")))
        hostapd = self.text("etc/hostapd/hostapd.conf").splitlines()
        for line in ("ssid2=436c696e6963", "channel=6", "country_code=ML", "wpa=2", "wpa_passphrase=open sesame"):
            self.assertIn(line, hostapd)
        self.assertEqual(0o600, (self.root / "etc/hostapd/hostapd.conf").stat().st_mode & 0o777)
        self.assertIn("address=/clinic.lan/192.168.144.1\n", self.text("etc/dnsmasq.d/hotspot.conf"))
        self.assertIn("Address=192.168.144.1/24\n", self.text("etc/systemd/network/20-wifi.network"))

    def test_the_home_page_is_told_what_to_show(self):
        self.device.apply(settings.Settings(wifi=settings.Wifi("Clinic"), title="Klinik"))
        self.device.apply(settings.Settings(branding=settings.Branding(primary="#1f5f8b")))
        branding = {"logo": None, "favicon": None, "primary": "#1f5f8b", "background": None}
        self.assertEqual({"ssid": "Clinic", "title": "Klinik", "branding": branding}, json.loads(self.text(system.HOME)))

    def test_reads_are_logged_only_where_they_are_to_be_counted(self):
        self.device.apply(settings.Settings(metrics=False))
        self.assertEqual("access_log off;\n", self.text("etc/nginx/hotspot.d/reads.conf"))
        self.device.apply(settings.Settings(metrics=True))
        self.assertIn("reads.log", self.text("etc/nginx/hotspot.d/reads.conf"))

    def test_an_open_network_that_answers_to_every_name(self):
        wifi = settings.Wifi("Clinic", spoof=True)
        self.assertNotIn("wpa", system.hostapd(wifi))
        self.assertIn("address=/#/192.168.144.1\n", system.dnsmasq(wifi))

    def test_the_password_of_the_admin_is_no_argument(self):
        self.device.apply(settings.Settings(admin=settings.Admin("doctor", "aspirin 500")))
        self.assertEqual("useradd", self.commands[0][0][0])
        self.assertEqual((["chpasswd"], "doctor:aspirin 500\n"), self.commands[1])

    def test_an_admin_who_is_there_gets_the_new_password(self):
        self.device.apply(settings.Settings(admin=settings.Admin("nurse", "aspirin 500")))
        self.assertEqual([["chpasswd"]], [words for words, _ in self.commands])

    def test_an_account_of_the_system_is_not_taken_over(self):
        with self.assertRaises(ValueError):
            self.device.apply(settings.Settings(admin=settings.Admin("www-data", "aspirin 500")))
        self.assertEqual([], self.commands)

    def test_the_file_is_emptied_once_it_took_effect(self):
        file = self.root / "offspot.yaml"
        file.write_text("secret")
        agent.apply(file, self.device, lambda text: {"hostname": "clinic"})
        self.assertEqual("clinic\n", self.text("etc/hostname"))
        self.assertNotIn("secret", file.read_text())

    def test_a_file_that_cannot_be_read_stays(self):
        def damaged(text):
            raise ValueError

        file = self.root / "offspot.yaml"
        file.write_text("{")
        agent.apply(file, self.device, damaged)
        self.assertEqual("{", file.read_text())

    def test_a_step_that_fails_does_not_stop_the_others(self):
        def fails(words, **more):
            raise subprocess.CalledProcessError(1, words)

        file = self.root / "offspot.yaml"
        file.write_text("x")
        raw = {"language": "fr", "ap": {"ssid": "Clinic"}}
        agent.apply(file, system.System(self.root, fails), lambda text: raw)
        self.assertIn("ssid2=", self.text("etc/hostapd/hostapd.conf"))


class ContentsTest(unittest.TestCase):
    PNG = b"\x89PNG\r\n\x1a\n..."

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.data, self.state = self.root / "data", self.root / "state"
        names = ("zims/b_2.zim", "zims/deep/a.zim", ".hidden/c.zim", "conf/x", "site/index.html", "read me.txt", ".secret", "readers/kiwix.exe")
        for name in names:
            path = self.data / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)
        (self.data / "conf/logo").write_bytes(self.PNG)
        self.state.mkdir()

    def make(self, home, language="fr_FR.UTF-8", outcome=0):
        done = subprocess.CompletedProcess([], outcome)
        self.problems = contents.make(self.data, self.state, home, language, lambda words, **more: done)
        return (self.state / "home.html").read_text(encoding="utf-8")

    def test_the_home_page_lists_books_and_files(self):
        home = self.make({"ssid": "Clinic <1>"})
        self.assertEqual([], self.problems)
        for part in ('lang="fr"', "<h1>Clinic &lt;1&gt;</h1>", "Bibliothèque", 'href="/library/b_2/">b 2<', 'href="/library/a/"'):
            self.assertIn(part, home)
        for part in ('href="/files/read%20me.txt"', 'href="/files/site/"'):
            self.assertIn(part, home)
        for part in ("secret", "conf", "hidden", "/files/zims", "/branding/"):
            self.assertNotIn(part, home)

    def test_the_home_page_looks_as_ordered(self):
        branding = {"logo": "/data/conf/logo", "favicon": "/data/conf/logo", "primary": "#abcdef", "background": "#101010"}
        home = self.make({"ssid": "Clinic", "title": "My <clinic>", "branding": branding})
        self.assertEqual([], self.problems)
        for part in ("<title>My &lt;clinic&gt;</title>", 'src="/branding/logo.png"', 'rel="icon" href="/branding/favicon.png"'):
            self.assertIn(part, home)
        for part in ("background:#101010;color:#f5f5f5", "h1,h2,a{color:#abcdef}"):
            self.assertIn(part, home)
        self.assertEqual(self.PNG, (self.state / "branding/logo.png").read_bytes())

    def test_programs_for_readers_are_offered_apart_from_other_files(self):
        home = self.make({}, "en")
        self.assertIn('<h2>Take the books along</h2><ul><li><a href="/files/readers/kiwix.exe">Windows: kiwix.exe</a>', home)
        self.assertNotIn('"/files/readers/"', home)

    def test_a_picture_that_is_none_or_elsewhere_is_told_and_left_out(self):
        secret = self.root / "secret.png"
        secret.write_bytes(self.PNG)
        (self.data / "link.png").symlink_to(secret)
        (self.data / "large.png").write_bytes(self.PNG + bytes(contents.LARGEST_PICTURE))
        for path in ("/data/link.png", "/data/large.png", "/data/read me.txt", "/data/none.png", "/data/site"):
            home = self.make({"branding": {"logo": path, "primary": "#abcdef"}})
            self.assertIn(path, self.problems[0])
            self.assertNotIn("<img", home)
            self.assertIn("#abcdef", home)

    def test_a_book_has_the_title_that_it_gives_itself(self):
        def kiwix_manage(words, **more):
            library = pathlib.Path(words[1])
            book = f'<book path="../data/{pathlib.Path(words[3]).name}" title="My &amp; yours"/></library>'
            library.write_text(library.read_text().replace("</library>", book))
            return subprocess.CompletedProcess(words, 0)

        (self.data / "zims/été 3+4.zim").write_text("x")
        contents.make(self.data, self.state, {}, "en", kiwix_manage)
        home = (self.state / "home.html").read_text(encoding="utf-8")
        self.assertIn('href="/library/ete_3plus4/">My &amp; yours<', home)

    def test_a_zim_that_is_refused_is_told_and_left_out(self):
        self.assertNotIn("/library/", self.make({}, "xx", outcome=1))
        self.assertEqual(2, len(self.problems))

    def test_a_library_that_still_starts_is_asked_for_again(self):
        self.make({"ssid": "Clinic <1>"})
        page = (self.state / "starting.html").read_text(encoding="utf-8")
        for part in ('<html lang="fr">', 'http-equiv="refresh" content="3"', "Clinic &lt;1&gt;", "La bibliothèque démarre."):
            self.assertIn(part, page)

    def test_an_empty_card_has_a_home_page(self):
        self.data = self.root / "none"
        self.assertIn("Nothing here yet.", self.make({}, "en"))
        self.assertTrue((self.state / "library.xml").is_file())

    def test_text_stands_out_from_its_background(self):
        self.assertTrue(homepage.is_dark("#1f5f8b"))
        self.assertFalse(homepage.is_dark("#ffee00"))


class ReadsTest(unittest.TestCase):
    def line(self, path, status="200", kind="text/html; charset=UTF-8", day="2026-11-21"):
        return f"{day}T10:00:00+00:00\t{status}\t{path}\t{kind}\n"

    def test_pages_and_files_are_counted_by_day(self):
        lines = [self.line("/library/content/village/goats and more.html")] * 2
        lines += [self.line("/library/content/village/x.png", kind="image/png"), self.line("/library/content/village/x", "404")]
        lines += [self.line("/library/skin/x.html"), self.line("/"), "damaged", self.line("/files/a b.pdf", kind="application/pdf")]
        self.assertEqual({"2026-11-21": {"books": {"village": 2}, "files": {"a b.pdf": 1}}}, reads.add({}, lines))

    def test_counts_are_added_up_and_the_log_is_emptied(self):
        with tempfile.TemporaryDirectory() as folder:
            log, result = pathlib.Path(folder) / "reads.log", pathlib.Path(folder) / "private/reads.json"
            for day in ("2026-11-21", "2026-11-21", "2026-11-22"):
                log.write_text(self.line("/files/a", day=day))
                reads.count(log, result)
                self.assertEqual(0, log.stat().st_size)
            reads.count(log, result)
            expected = {"2026-11-21": {"files": {"a": 2}}, "2026-11-22": {"files": {"a": 1}}}
            self.assertEqual(expected, json.loads(result.read_text()))

    def test_what_is_kept_has_an_end(self):
        days = [self.line("/files/a", day=f"20{year}-{month:02}-{day:02}") for year in (26, 27) for month in range(1, 13) for day in range(1, 29)]
        self.assertEqual(reads.MOST_DAYS, len(reads.add({}, days)))
        names = [self.line(f"/files/{each}") for each in range(reads.MOST_NAMES + 5)]
        self.assertEqual(reads.MOST_NAMES, len(reads.add({}, names)["2026-11-21"]["files"]))


if __name__ == "__main__":
    unittest.main()
