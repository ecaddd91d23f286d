#!/usr/bin/perl
# Signs a PDF as an agency's signing tool does: an increment behind the bytes,
# with a detached CMS signature in the first signature field.
#   sign.pl IN OUT WORK     WORK: a folder for key and certificate
use strict;
use warnings;

my ($in, $out, $work) = @ARGV;
my $room = 8192;    # hexadecimal digits kept for the signature

sub bytes_of {
	my ($path) = @_;
	open(my $file, '<:raw', $path) or die "$path: $!\n";
	local $/;
	return scalar <$file>;
}

sub object {
	my ($name) = @_;
	my $text = qx(qpdf --show-object=$name '$in');
	chomp $text;
	return $text;
}

sub run {
	system(@_) == 0 or die "$_[0]: status $?\n";
}

my $bytes   = bytes_of($in);
my $trailer = object('trailer');
my ($root)  = $trailer =~ m{/Root (\d+)} or die "no root\n";
my ($size)  = $trailer =~ m{/Size (\d+)} or die "no size\n";
my ($id)    = $trailer =~ m{(/ID \[.*?\])} or die "no ID\n";
my ($previous) = $bytes =~ m{startxref\s+(\d+)\s+%%EOF\s*$} or die "no end\n";
my $catalog = object($root);
my ($field) = $catalog =~ m{/Fields \[ (\d+)} or die "no field\n";

my $signature = $size;
$catalog =~ s{/SigFlags 1}{/SigFlags 3};
my $signed = object($field);
$signed =~ s{>>$}{/V $signature 0 R >>};

my %at;
sub add {
	my ($number, $text) = @_;
	$at{$number} = length $bytes;
	$bytes .= "$number 0 obj\n$text\nendobj\n";
}
$bytes .= "\n";
add($root, $catalog);
add($field, $signed);
add($signature,
	'<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached'
	  . '/ByteRange[0 1111111111 2222222222 3333333333]/Contents<'
	  . '0' x $room . '>>>');

my $table = $size + 1;
$at{$table} = length $bytes;
my $rows  = '';
my $index = '';
for my $number (sort { $a <=> $b } keys %at) {
	$rows .= pack('CNn', 1, $at{$number}, 0);
	$index .= "$number 1 ";
}
$bytes .= "$table 0 obj\n<</Type/XRef/Size " . ($table + 1)
  . "/Root $root 0 R/Prev $previous$id/W[1 4 2]/Index[$index]/Length "
  . length($rows) . ">>\nstream\n$rows\nendstream\nendobj\n"
  . "startxref\n$at{$table}\n%%EOF\n";

my $from = index($bytes, '<' . '0' x $room);
my $to   = $from + $room + 2;
for ([1111111111, $from], [2222222222, $to],
	[3333333333, length($bytes) - $to]) {
	my ($mark, $value) = @$_;
	my $text = sprintf '%-10d', $value;
	$bytes =~ s{$mark}{$text};
}

open(my $covered, '>:raw', "$work/covered") or die $!;
print $covered substr($bytes, 0, $from), substr($bytes, $to);
close $covered;
run('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-batch',
	'-subj', '/CN=vanban test', '-keyout', "$work/key", '-out',
	"$work/certificate") unless -e "$work/key";
run('openssl', 'cms', '-sign', '-binary', '-outform', 'DER', '-md', 'sha256',
	'-in', "$work/covered", '-signer', "$work/certificate", '-inkey',
	"$work/key", '-out', "$work/cms");
my $hexadecimal = unpack 'H*', bytes_of("$work/cms");
substr($bytes, $from + 1, length $hexadecimal) = $hexadecimal;
open(my $file, '>:raw', $out) or die "$out: $!\n";
print $file $bytes;
close $file or die "$out: $!\n";
