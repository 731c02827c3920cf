using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PupilSupport.Infrastructure.Persistence.Migrations;

[DbContext(typeof(AppDbContext)), Migration("00000000000054_plan_signature_requests")]
internal sealed class M0054() : SqlMigration("0054_plan_signature_requests.sql");
