<?php
declare(strict_types=1);

/** A long name is cut after 40 bytes: it is shown to everybody. */
function greeting(string $name): string
{
    return 'Hello, ' . substr(trim($name), 0, 40);
}
