"""Files in and out: QR codes, posters and tables; no database and no Flask."""
