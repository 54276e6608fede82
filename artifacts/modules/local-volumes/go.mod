module opads/local-volumes

go 1.26.0
