using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PupilSupport.Infrastructure.Persistence.Migrations;

// After 0023, whose function registers what tasks hang on.
[DbContext(typeof(AppDbContext)), Migration("00000000000028_links")]
internal sealed class M0028() : SqlMigration("0028_links.sql");
