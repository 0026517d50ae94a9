package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a browser loads besides a page: packed, from here, and only once. */
class AssetsTest {
    private static final int HEAVIEST = 200_000;

    @AutoClose
    private static final FakeShop shop = new FakeShop();

    @Test
    void stylesAndScriptsOfAPageAreFewBytesAndKeptForGood() throws Exception {
        Document page = Jsoup.parse(new String(get("/sign-in", "identity").body()));
        List<String> addresses = page.select("link[href], script[src]").stream()
                .map(each -> each.attr(each.is("script") ? "src" : "href"))
                .toList();
        assertThat(addresses).hasSize(4).allMatch(address -> address.matches("/(static|lib)/[a-z.]+[?]v=[0-9a-f]{16}"));
        long weight = get("/sign-in", "gzip").body().length;
        for (String address : addresses) {
            HttpResponse<byte[]> asset = get(address, "gzip");
            assertThat(asset.statusCode()).isEqualTo(200);
            assertThat(asset.headers().firstValue("cache-control")).contains("public, max-age=31536000, immutable");
            if (!address.contains("icon")) {
                assertThat(asset.headers().firstValue("content-encoding"))
                        .as(address)
                        .contains("gzip");
            }
            weight += asset.body().length;
        }
        System.out.println("page with styles and scripts: " + weight + " bytes");
        assertThat(weight).isLessThan(HEAVIEST);
    }

    @Test
    void anAddressOfAnotherContentIsAskedForAnew() throws Exception {
        for (String address : List.of("/static/cardpress.css", "/static/cardpress.css?v=0123456789abcdef")) {
            HttpResponse<byte[]> asset = get(address, "gzip");
            assertThat(asset.statusCode()).isEqualTo(200);
            assertThat(asset.headers().firstValue("cache-control")).contains("no-cache");
        }
    }

    private static HttpResponse<byte[]> get(String path, String encoding) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop.url() + path))
                .header("Accept-Encoding", encoding)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
    }
}
