"""The hotspot's agent on a root of its own: python3 -B -m unittest discover -s creator/base-image/reference/test -p '*_test.py'"""

import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "root/usr/lib/hotspot"))

import agent  # noqa: E402
import contents  # noqa: E402
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
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.data, self.state = self.root / "data", self.root / "state"
        for name in ("zims/b_2.zim", "zims/deep/a.zim", ".hidden/c.zim", "conf/x", "site/index.html", "read me.txt", ".secret"):
            path = self.data / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)
        self.state.mkdir()

    def test_the_home_page_lists_books_and_files(self):
        good = lambda words, **more: subprocess.CompletedProcess(words, 0)  # noqa: E731
        self.assertEqual([], contents.make(self.data, self.state, "Clinic <1>", "fr_FR.UTF-8", good))
        home = (self.state / "home.html").read_text(encoding="utf-8")
        for part in ('lang="fr"', "<h1>Clinic &lt;1&gt;</h1>", "Bibliothèque", 'href="/library/b_2/">b 2<', 'href="/library/a/"'):
            self.assertIn(part, home)
        for part in ('href="/files/read%20me.txt"', 'href="/files/site/"'):
            self.assertIn(part, home)
        for part in ("secret", "conf", "hidden", "/files/zims"):
            self.assertNotIn(part, home)

    def test_a_zim_that_is_refused_is_told_and_left_out(self):
        bad = lambda words, **more: subprocess.CompletedProcess(words, 1)  # noqa: E731
        self.assertEqual(2, len(contents.make(self.data, self.state, "Clinic", "xx", bad)))
        self.assertNotIn("/library/", (self.state / "home.html").read_text(encoding="utf-8"))

    def test_an_empty_card_has_a_home_page(self):
        self.assertEqual([], contents.make(self.root / "none", self.state, "Clinic", "en"))
        self.assertIn("Nothing here yet.", (self.state / "home.html").read_text(encoding="utf-8"))
        self.assertTrue((self.state / "library.xml").is_file())


if __name__ == "__main__":
    unittest.main()
