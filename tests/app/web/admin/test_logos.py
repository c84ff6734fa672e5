"""The pages on an agency's logo."""

from __future__ import annotations

from io import BytesIO

from tests.factories.pictures import RED_PNG


def test_a_logo_is_sent_shown_and_removed(administrator, send, building):
    base = f"/admin/instansi/{building.agency.id}"
    page = send(f"{base}/logo", file=(BytesIO(RED_PNG), "logo.png")).text
    assert "Logo sudah disimpan" in page
    assert f'href="{base}/logo/hapus"' in page
    assert administrator.get(f"{base}/logo.png").content_type == "image/png"
    assert "Logo sudah dihapus." in send(f"{base}/logo/hapus").text
    assert administrator.get(f"{base}/logo.png").status_code == 404


def test_the_logo_is_on_the_preview(administrator, send, building):
    preview = f"/admin/cetak/unit/{building.unit.id}/poster/contoh.png"
    before = administrator.get(preview).data
    send(f"/admin/instansi/{building.agency.id}/logo", file=(BytesIO(RED_PNG), "logo.png"))
    assert administrator.get(preview).data != before


def test_what_is_no_picture_comes_back_with_what_to_do(send, building):
    address = f"/admin/instansi/{building.agency.id}/logo"
    answer = send(address, file=(BytesIO(b"GIF89a"), "logo.gif"))
    assert answer.status_code == 422
    assert "Simpan logonya sebagai PNG" in answer.text


def test_a_missing_file_is_said(send, building):
    answer = send(f"/admin/instansi/{building.agency.id}/logo")
    assert answer.status_code == 422
    assert "Pilih berkasnya." in answer.text
