<?php
// PHP without an opads.yml: the cloud knows it by the top-level index.php.
require __DIR__ . '/src/greeting.php';
?>
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>PHP on Opads</title>
<link rel="stylesheet" href="/style.css">
<h1><?= htmlspecialchars(greeting($_GET['name'] ?? 'world')) ?></h1>
<p>PHP <?= PHP_VERSION ?> on <?= htmlspecialchars(gethostname() ?: 'a pod') ?>.</p>
</html>
